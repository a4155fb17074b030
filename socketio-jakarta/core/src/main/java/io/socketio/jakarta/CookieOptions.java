package io.socketio.jakarta;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that the polling handshake sets, for balancers; it is never read back.
 *
 * @param name a cookie token; default {@code io}
 * @param path null drops the attribute; default {@code /}
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}, or null for no attribute; default {@code Lax}
 * @param priority {@code Low}, {@code Medium} or {@code High}, or null
 * @throws IllegalArgumentException if a part has characters that a cookie may not have
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

    /** {@code name=…; Path=/; HttpOnly; SameSite=Lax}. */
    public static CookieOptions named(String name) {
        return new CookieOptions(name, null, null, "/", null, true, false, false, null, "Lax");
    }
}
