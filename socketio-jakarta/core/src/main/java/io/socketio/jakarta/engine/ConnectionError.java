package io.socketio.jakarta.engine;

import io.socketio.jakarta.internal.log.LogText;
import java.util.Map;

/**
 * A request that was refused.
 *
 * @param code 0 unknown transport, 1 unknown session, 2 bad method, 3 bad request, 4 forbidden, 5 unsupported protocol version
 * @param context details, for example {@code name} and {@code transport}
 * @since 0.1
 */
public record ConnectionError(EngineRequest request, int code, String message, Map<String, Object> context) {

    /** Omits the details, in which the client is quoted. */
    @Override
    public String toString() {
        return "ConnectionError[" + code + " " + LogText.quoted(message) + ", context "
                + LogText.names(context.keySet()) + ", " + request + "]";
    }
}
