package io.socketio.jakarta.engine;

import io.socketio.jakarta.internal.log.LogText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP or upgrade request to the engine, copied.
 *
 * @param method in upper case
 * @param url path and query as sent
 * @param headers by lower-case name
 * @param query decoded parameters; of duplicates the last
 * @param address the peer's IP address
 * @param secure whether the request came over TLS
 * @param upgrade whether the request asks for an upgrade to WebSocket
 * @since 0.1
 */
public record EngineRequest(
        String method,
        String url,
        Map<String, String> headers,
        Map<String, String> query,
        String address,
        boolean secure,
        boolean upgrade) {

    /** Omits the values of headers and query, which may be secret. */
    @Override
    public String toString() {
        return "EngineRequest[" + LogText.plain(method) + " " + LogText.path(url) + ", query "
                + LogText.names(query.keySet()) + ", headers " + LogText.names(headers.keySet()) + ", " + address
                + (secure ? ", secure" : "") + (upgrade ? ", upgrade" : "") + "]";
    }

    /** The response to a request, as far as it may be changed. Header names are case-insensitive. */
    public interface Response {

        /** Replaces all values of this header. */
        void header(String name, String value);

        /** Adds one more value of this header. */
        void addHeader(String name, String value);

        /** Removes all values of this header. */
        void removeHeader(String name);

        /** Returns the first value of this header, or null. */
        @Nullable
        String header(String name);

        /**
         * Sends this response; the request is not handled any further.
         *
         * @param status HTTP status
         *
         * @throws IllegalStateException in a header listener
         */
        void end(int status, byte[] body);
    }
}
