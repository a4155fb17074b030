package io.socketio.jakarta.options;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that the polling handshake sets, for balancers; it is never read back.
 *
 * @param name a cookie token; default {@code io}
 * @param path null drops the attribute; default {@code /}
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}, or null for no attribute; default {@code Lax}
 * @param priority {@code Low}, {@code Medium} or {@code High}, or null
 * @since 0.1
 */
public record CookieOptions(
        String name,
        @Nullable Duration maxAge,
        @Nullable String domain,
        @Nullable String path,
        @Nullable Instant expires,
        boolean httpOnly,
        boolean secure,
        boolean partitioned,
        @Nullable String priority,
        @Nullable String sameSite) {

    // RFC 6265, section 4.1.1, as the cookie module of the reference checks them since CVE-2024-47764.
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+");
    private static final Pattern DOMAIN = Pattern.compile(
            "[.]?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?([.][a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PATH = Pattern.compile("[ -:=-~]*");

    /** @throws IllegalArgumentException if a part has characters that a cookie may not have */
    public CookieOptions {
        check("name", NAME.matcher(name).matches(), name);
        check("domain", domain == null || DOMAIN.matcher(domain).matches(), domain);
        check("path", path == null || PATH.matcher(path).matches(), path);
        check("maxAge", maxAge == null || !maxAge.isNegative(), maxAge);
        priority = oneOf("priority", priority, "Low", "Medium", "High");
        sameSite = oneOf("sameSite", sameSite, "Strict", "Lax", "None");
    }

    private static void check(String part, boolean valid, @Nullable Object value) {
        if (!valid) {
            throw new IllegalArgumentException(
                    part + " of the cookie is '" + value + "', which a cookie may not have (SocketIoOptions.cookie)");
        }
    }

    private static @Nullable String oneOf(String part, @Nullable String value, String... allowed) {
        if (value == null) {
            return null;
        }
        for (String candidate : allowed) {
            if (candidate.equalsIgnoreCase(value)) {
                return candidate;
            }
        }
        check(part, false, value);
        return null;
    }

    /** {@code name=…; Path=/; HttpOnly; SameSite=Lax}. */
    public static CookieOptions named(String name) {
        return new CookieOptions(name, null, null, "/", null, true, false, false, null, "Lax");
    }
}
