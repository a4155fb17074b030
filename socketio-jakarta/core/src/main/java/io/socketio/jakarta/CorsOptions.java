package io.socketio.jakarta;

import java.time.Duration;
import java.util.List;
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
 * @param preflightStatus status of the answer to OPTIONS; default 204
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

    /** The origins that the predicate accepts. */
    public static CorsOptions matching(Predicate<String> origins) {
        return new CorsOptions(false, null, origins, METHODS, List.of(), List.of(), false, null, false, 204);
    }

    /** The same with {@code Access-Control-Allow-Credentials: true}. */
    public CorsOptions withCredentials() {
        return new CorsOptions(
                anyOrigin,
                fixedOrigin,
                originMatches,
                methods,
                allowedHeaders,
                exposedHeaders,
                true,
                maxAge,
                preflightContinue,
                preflightStatus);
    }
}
