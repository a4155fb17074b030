package io.socketio.jakarta.engine;

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
 */
public record EngineRequest(
        String method,
        String url,
        Map<String, String> headers,
        Map<String, String> query,
        String address,
        boolean secure,
        boolean upgrade) {

    /** The answer to a request, as far as it may be changed. Names are compared without regard to case. */
    public interface Response {

        /** Replaces all values of this header. */
        void header(String name, String value);

        /** Adds one more value of this header. */
        void addHeader(String name, String value);

        void removeHeader(String name);

        /** The first value of this header, or null. */
        @Nullable
        String header(String name);

        /**
         * Answers the request; nothing else happens to it.
         *
         * @throws IllegalStateException in a header listener
         */
        void end(int status, byte[] body);
    }
}
