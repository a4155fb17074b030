package io.socketio.jakarta.internal.core.http;

import io.socketio.jakarta.internal.engine.http.EngineMiddleware;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import io.socketio.jakarta.options.CorsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers cross-origin requests (Fetch standard, "CORS protocol") with the headers that the {@code cors} module of the reference server sends. Being
 * the first middleware it also covers refusals. It protects readers in browsers, not the server: a request of a foreign origin is still served.
 */
public final class CorsMiddleware implements EngineMiddleware {

    private static final byte[] NOTHING = {};
    private static final String VARY = "Vary";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";

    private final CorsOptions options;

    public CorsMiddleware(CorsOptions options) {
        this.options = options;
    }

    @Override
    public void onRequest(HttpExchange exchange, Consumer<@Nullable Throwable> next) {
        ResponseHeaders headers = exchange.responseHeaders();
        allowOrigin(exchange.headers().get("origin"), headers);
        if (options.credentials()) {
            headers.set("Access-Control-Allow-Credentials", "true");
        }
        setList(headers, "Access-Control-Expose-Headers", options.exposedHeaders());
        if (!exchange.method().equals("OPTIONS")) {
            next.accept(null);
            return;
        }
        setList(headers, "Access-Control-Allow-Methods", options.methods());
        allowHeaders(exchange.headers().get(REQUEST_HEADERS.toLowerCase(Locale.ROOT)), headers);
        Duration maxAge = options.maxAge();
        if (maxAge != null) {
            headers.set("Access-Control-Max-Age", Long.toString(maxAge.toSeconds()));
        }
        if (options.preflightContinue()) {
            next.accept(null);
        } else {
            exchange.respond(options.preflightStatus(), NOTHING);
        }
    }

    private void allowOrigin(@Nullable String origin, ResponseHeaders headers) {
        if (options.anyOrigin()) {
            headers.set(ALLOW_ORIGIN, "*");
            return;
        }
        vary(headers, "Origin");
        Predicate<String> matches = options.originMatches();
        String fixed = options.fixedOrigin();
        if (fixed != null) {
            headers.set(ALLOW_ORIGIN, fixed);
        } else if (origin != null && matches != null && isPrintable(origin) && matches.test(origin)) {
            headers.set(ALLOW_ORIGIN, origin);
        }
    }

    private void allowHeaders(@Nullable String asked, ResponseHeaders headers) {
        if (!options.allowedHeaders().isEmpty()) {
            setList(headers, "Access-Control-Allow-Headers", options.allowedHeaders());
            return;
        }
        vary(headers, REQUEST_HEADERS);
        if (asked != null && !asked.isEmpty() && isPrintable(asked)) {
            headers.set("Access-Control-Allow-Headers", asked);
        }
    }

    /** What is sent back must not be able to end the header. */
    private static boolean isPrintable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\t' && (c < ' ' || c == 0x7f || c > 0xff)) {
                return false;
            }
        }
        return true;
    }

    private static void setList(ResponseHeaders headers, String name, List<String> values) {
        if (!values.isEmpty()) {
            headers.set(name, String.join(",", values));
        }
    }

    private static void vary(ResponseHeaders headers, String field) {
        String present = headers.first(VARY);
        if (present == null || present.isEmpty()) {
            headers.set(VARY, field);
        } else if (!present.equals("*") && !present.toLowerCase(Locale.ROOT).contains(field.toLowerCase(Locale.ROOT))) {
            headers.set(VARY, present + ", " + field);
        }
    }
}
