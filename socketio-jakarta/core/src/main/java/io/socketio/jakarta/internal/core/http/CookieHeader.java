package io.socketio.jakarta.internal.core.http;

import io.socketio.jakarta.options.CookieOptions;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the {@code Set-Cookie} header of a handshake (RFC 6265, section 4.1) in the reference's order of attributes. */
public final class CookieHeader {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
    /** What encodeURIComponent leaves as it is, besides letters and digits. */
    private static final String UNRESERVED = "-_.!~*'()";

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private CookieHeader() {}

    public static String of(CookieOptions options, String sid) {
        StringBuilder out = new StringBuilder(64).append(options.name()).append('=');
        appendEncoded(out, sid);
        if (options.maxAge() != null) {
            out.append("; Max-Age=").append(options.maxAge().toSeconds());
        }
        if (options.domain() != null) {
            out.append("; Domain=").append(options.domain());
        }
        if (options.path() != null) {
            out.append("; Path=").append(options.path());
        }
        if (options.expires() != null) {
            out.append("; Expires=").append(DATE.format(options.expires().atOffset(ZoneOffset.UTC)));
        }
        appendFlag(out, "HttpOnly", options.httpOnly());
        appendFlag(out, "Secure", options.secure());
        appendFlag(out, "Partitioned", options.partitioned());
        if (options.priority() != null) {
            out.append("; Priority=").append(options.priority());
        }
        if (options.sameSite() != null) {
            out.append("; SameSite=").append(options.sameSite());
        }
        return out.toString();
    }

    private static void appendFlag(StringBuilder out, String name, boolean present) {
        if (present) {
            out.append("; ").append(name);
        }
    }

    private static void appendEncoded(StringBuilder out, String value) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
    }
}
