package io.socketio.jakarta.options;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * From which web pages clients may connect. A browser lets every page open a WebSocket to every server, and sends the user's cookies along: without this
 * check a foreign page acts as the user. Requests without an {@code Origin} header, which no browser page can make, are not checked.
 *
 * <p>The origin of the application itself (scheme, host and port of the request as the container sees them, behind the proxy headers that it trusts) is
 * always allowed, and so are the origins that {@link CorsOptions} names.
 *
 * @param check which requests are checked
 * @param allowed further origins, for example {@code https://app.example.org}
 * @since 0.1
 */
public record OriginOptions(Check check, Set<String> allowed) {

    /** Which requests are checked. */
    public enum Check {
        /** Those that carry credentials: a cookie, {@code Authorization}, a client certificate, a caller, an HttpSession. */
        CREDENTIALS,
        /** All that have an {@code Origin} header. */
        STRICT,
        /** None: every page may act as a user who visits it. */
        OFF
    }

    public OriginOptions {
        allowed = Set.copyOf(allowed);
    }

    /** Only the origin of the application, for requests with credentials: the default. */
    public static OriginOptions sameOrigin() {
        return new OriginOptions(Check.CREDENTIALS, Set.of());
    }

    /** The origin of the application and these, for requests with credentials. */
    public static OriginOptions of(String... origins) {
        return new OriginOptions(Check.CREDENTIALS, Set.of(origins));
    }

    /** The same origins, for all requests that have an {@code Origin} header. */
    public OriginOptions strict() {
        return new OriginOptions(Check.STRICT, allowed);
    }

    /** No check. */
    public static OriginOptions any() {
        return new OriginOptions(Check.OFF, Set.of());
    }

    /** Reads a setting: origins with commas between them, {@code strict} among them for strictness, or {@code *} for no check. */
    public static OriginOptions parse(String text) {
        if (text.trim().equals("*")) {
            return any();
        }
        Set<String> origins = new LinkedHashSet<>();
        Check check = Check.CREDENTIALS;
        for (String part : text.split(",")) {
            String each = part.trim();
            if (each.equals("strict")) {
                check = Check.STRICT;
            } else if (each.matches("[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s]+")) {
                origins.add(each);
            } else {
                throw new IllegalArgumentException(
                        "expected '*', 'strict' or origins such as https://app.example.org, but found '" + each + "'");
            }
        }
        return new OriginOptions(check, origins);
    }
}
