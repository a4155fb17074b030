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

    /** The same with {@code Max-Age}; in whole seconds. */
    public CookieOptions withMaxAge(Duration time) {
        return new CookieOptions(name, time, domain, path, expires, httpOnly, secure, partitioned, priority, sameSite);
    }

    /** The same with {@code Domain}. */
    public CookieOptions withDomain(String name) {
        return new CookieOptions(
                this.name, maxAge, name, path, expires, httpOnly, secure, partitioned, priority, sameSite);
    }

    /** The same with this {@code Path}; null drops the attribute. */
    public CookieOptions withPath(@Nullable String prefix) {
        return new CookieOptions(
                name, maxAge, domain, prefix, expires, httpOnly, secure, partitioned, priority, sameSite);
    }

    /** The same with {@code Expires}; in whole seconds. */
    public CookieOptions withExpires(Instant time) {
        return new CookieOptions(name, maxAge, domain, path, time, httpOnly, secure, partitioned, priority, sameSite);
    }

    /** The same with {@code HttpOnly} or without. */
    public CookieOptions withHttpOnly(boolean hidden) {
        return new CookieOptions(name, maxAge, domain, path, expires, hidden, secure, partitioned, priority, sameSite);
    }

    /** The same with {@code Secure} or without. */
    public CookieOptions withSecure(boolean tlsOnly) {
        return new CookieOptions(
                name, maxAge, domain, path, expires, httpOnly, tlsOnly, partitioned, priority, sameSite);
    }

    /** The same with {@code Partitioned} or without. */
    public CookieOptions withPartitioned(boolean perSite) {
        return new CookieOptions(name, maxAge, domain, path, expires, httpOnly, secure, perSite, priority, sameSite);
    }

    /** The same with this {@code Priority}: {@code Low}, {@code Medium} or {@code High}; null drops the attribute. */
    public CookieOptions withPriority(@Nullable String level) {
        return new CookieOptions(name, maxAge, domain, path, expires, httpOnly, secure, partitioned, level, sameSite);
    }

    /** The same with this {@code SameSite}: {@code Strict}, {@code Lax} or {@code None}; null drops the attribute. */
    public CookieOptions withSameSite(@Nullable String policy) {
        return new CookieOptions(name, maxAge, domain, path, expires, httpOnly, secure, partitioned, priority, policy);
    }
}
