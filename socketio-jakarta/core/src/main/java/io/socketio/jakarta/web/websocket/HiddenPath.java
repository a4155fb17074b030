package io.socketio.jakarta.web.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The path of the registered endpoint, and the secret that opens it. Clients can find the path; the secret never leaves this server, so only
 * requests that the servlet passes on carry it.
 *
 * @param path under the context path
 * @param secret stands where a client would name its origin, because that is what containers check first, and answer in order
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

    /** Without the secret. */
    @Override
    public String toString() {
        return "Passage[path=" + path + "]";
    }
}
