package io.socketio.jakarta.internal.adapter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * To whom a session belongs: only the same caller in the same HttpSession recovers it.
 *
 * @param principal the name of the caller; null if nobody has logged in
 * @param httpSessionId the id that the HttpSession has now; null if there was none
 */
public record SessionOwner(
        @Nullable String principal, @Nullable String httpSessionId) {

    /** Returns a digest that tells other servers nothing but whether the owner is the same; null if there is neither a caller nor an HttpSession. */
    public @Nullable String digest() {
        if (principal == null && httpSessionId == null) {
            return null;
        }
        // The length keeps the two values apart.
        String text = principal == null ? "-" : principal.length() + " " + principal;
        String both = httpSessionId == null ? text : text + " " + httpSessionId;
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(both.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Omits the values: the id of an HttpSession is a secret. */
    @Override
    public String toString() {
        return "SessionOwner[" + (principal == null ? "" : "with principal")
                + (httpSessionId == null ? "" : ", with HttpSession") + "]";
    }
}
