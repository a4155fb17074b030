package io.socketio.jakarta.options;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may talk to the server over HTTP. Without it no CORS header is sent.
 *
 * @param anyOrigin answer {@code *}
 * @param fixedOrigin answer this origin always; null otherwise
 * @param originMatches reflect the request's origin if this accepts it; null when one of the others is set
 * @param allowedHeaders empty reflects {@code Access-Control-Request-Headers}
 * @param maxAge null sends none
 * @param preflightContinue whether a preflight gets its headers and goes on, as other requests, instead of being answered; default false
 * @param preflightStatus status of the answer to OPTIONS; default 204
 * @since 0.1
 */
public record CorsOptions(
        boolean anyOrigin,
        @Nullable String fixedOrigin,
        @Nullable Predicate<String> originMatches,
        List<String> methods,
        List<String> allowedHeaders,
        List<String> exposedHeaders,
        boolean credentials,
        @Nullable Duration maxAge,
        boolean preflightContinue,
        int preflightStatus) {

    private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "PATCH", "POST", "DELETE");

    public CorsOptions {
        methods = List.copyOf(methods);
        allowedHeaders = List.copyOf(allowedHeaders);
        exposedHeaders = List.copyOf(exposedHeaders);
    }

    /** Any origin, without credentials. */
    public static CorsOptions any() {
        return new CorsOptions(true, null, null, METHODS, List.of(), List.of(), false, null, false, 204);
    }

    /** This origin, always. */
    public static CorsOptions origin(String origin) {
        return new CorsOptions(false, origin, null, METHODS, List.of(), List.of(), false, null, false, 204);
    }

    /** Any of these origins. */
    public static CorsOptions origins(String... origins) {
        return matching(Set.of(origins)::contains);
    }

    /** The origins that the predicate accepts. It runs on container threads and must not block. */
    public static CorsOptions matching(Predicate<String> origins) {
        return new CorsOptions(false, null, origins, METHODS, List.of(), List.of(), false, null, false, 204);
    }

    /** The same with {@code Access-Control-Allow-Credentials: true}. Browsers do not accept that together with {@link #any()}. */
    public CorsOptions withCredentials() {
        return with(methods, allowedHeaders, exposedHeaders, true, maxAge);
    }

    /** The same with these methods in the answer to a preflight. */
    public CorsOptions withMethods(String... names) {
        return with(List.of(names), allowedHeaders, exposedHeaders, credentials, maxAge);
    }

    /** The same with these request headers in the answer to a preflight. */
    public CorsOptions withAllowedHeaders(String... names) {
        return with(methods, List.of(names), exposedHeaders, credentials, maxAge);
    }

    /** The same with these response headers readable for the page. */
    public CorsOptions withExposedHeaders(String... names) {
        return with(methods, allowedHeaders, List.of(names), credentials, maxAge);
    }

    /** The same with this time for which a browser may remember the answer to a preflight; in whole seconds. */
    public CorsOptions withMaxAge(Duration time) {
        return with(methods, allowedHeaders, exposedHeaders, credentials, time);
    }

    /** The same with this status of the answer to OPTIONS; some old browsers refuse 204. */
    public CorsOptions withPreflightStatus(int status) {
        return preflight(preflightContinue, status);
    }

    /** The same with preflights that get their headers and go on, as other requests do, instead of being answered. */
    public CorsOptions withPreflightContinue() {
        return preflight(true, preflightStatus);
    }

    private CorsOptions preflight(boolean goesOn, int status) {
        return new CorsOptions(
                anyOrigin,
                fixedOrigin,
                originMatches,
                methods,
                allowedHeaders,
                exposedHeaders,
                credentials,
                maxAge,
                goesOn,
                status);
    }

    private CorsOptions with(
            List<String> newMethods,
            List<String> newAllowed,
            List<String> newExposed,
            boolean newCredentials,
            @Nullable Duration newMaxAge) {
        return new CorsOptions(
                anyOrigin,
                fixedOrigin,
                originMatches,
                newMethods,
                newAllowed,
                newExposed,
                newCredentials,
                newMaxAge,
                preflightContinue,
                preflightStatus);
    }
}
