package io.socketio.jakarta.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The way from the servlet to the registered endpoint. Clients can find the path; the password never leaves this server, so only requests that the
 * servlet has made itself carry it.
 *
 * @param path under the context path
 * @param password stands where a client would name its origin, because that is what containers check first, and answer in order
 */
record Passage(String path, String password) {

    private static final int PASSWORD_BYTES = 24;

    static Passage to(String path) {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return new Passage(path, Base64.getUrlEncoder().encodeToString(random));
    }

    boolean admits(@Nullable String origin) {
        return origin != null
                && MessageDigest.isEqual(
                        password.getBytes(StandardCharsets.UTF_8), origin.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Passage[path=" + path + "]";
    }
}
