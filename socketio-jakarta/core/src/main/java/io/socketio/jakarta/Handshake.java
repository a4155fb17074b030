package io.socketio.jakarta;

import io.socketio.jakarta.internal.log.LogText;
import java.security.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a client since its first request. Copied then; later changes of the request or the HttpSession do not show.
 *
 * @param headers of the first HTTP request, by lower-case name
 * @param query decoded query parameters of the first request; of duplicates the last; {@code EIO}, {@code transport} and {@code t} included
 * @param auth what the client sent with CONNECT, in natural form ({@link Arguments#arg(int)}); empty when it sent nothing
 * @param principal the caller of the first request as the container authenticated it, or null
 * @param roles those roles of the caller that namespace beans name in {@code @RolesAllowed} or {@code @DeclareRoles}
 * @param httpSessionId id of the caller's HttpSession at the first request, or null when there was none
 * @param address the peer's IP address as the container saw it
 * @param url path and query of the first request
 * @param secure whether the first request came over TLS
 * @param xdomain whether the first request carried an {@code Origin} header
 * @param issued when the socket asked to join
 * @since 0.1
 */
public record Handshake(
        Map<String, String> headers,
        Map<String, String> query,
        Map<String, @Nullable Object> auth,
        @Nullable Principal principal,
        Set<String> roles,
        @Nullable String httpSessionId,
        String address,
        String url,
        boolean secure,
        boolean xdomain,
        Instant issued) {

    /** {@code Date.toString} of JavaScript. */
    private static final DateTimeFormatter JS_DATE =
            DateTimeFormatter.ofPattern("EEE MMM dd uuuu HH:mm:ss 'GMT'xx (zzzz)", Locale.ENGLISH);

    /** Returns {@link #issued} as the reference server shows it, for example {@code Wed Jul 01 2026 12:00:00 GMT+0200 (Central European Summer Time)}. */
    public String time() {
        return JS_DATE.format(issued.atZone(ZoneId.systemDefault()));
    }

    /** Omits what may be secret: the values of headers, query and {@code auth}, the id of the HttpSession, and all of the principal but its name. */
    @Override
    public String toString() {
        return "Handshake[" + LogText.path(url) + ", query " + LogText.names(query.keySet()) + ", headers "
                + LogText.names(headers.keySet()) + ", auth " + LogText.names(auth.keySet()) + ", "
                + (principal == null ? "no caller" : "caller " + LogText.quoted(String.valueOf(principal.getName())))
                + (httpSessionId == null ? "" : ", with HttpSession") + ", " + address + (secure ? ", secure" : "")
                + (xdomain ? ", xdomain" : "") + ", " + issued + "]";
    }
}
