package io.socketio.jakarta.web.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The path of the registered endpoint, and the secret that grants access to it. Clients can discover the path; the secret never leaves this server,
 * so only requests that the servlet passes on contain it.
 *
 * @param path under the context path
 * @param secret takes the place of the Origin header, because containers check that header first and refuse a wrong one properly
 */
public record HiddenPath(String path, String secret) {

    private static final int SECRET_BYTES = 24;

    public static HiddenPath of(String path) {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return new HiddenPath(path, Base64.getUrlEncoder().encodeToString(random));
    }

    boolean admits(@Nullable String origin) {
        return origin != null
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), origin.getBytes(StandardCharsets.UTF_8));
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "HiddenPath[path=" + path + "]";
    }
}
