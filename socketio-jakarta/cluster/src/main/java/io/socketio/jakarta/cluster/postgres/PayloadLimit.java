package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.cluster.ClusterMessage.Type;
import java.nio.charset.StandardCharsets;

/** What a notification can carry: short texts. */
final class PayloadLimit {

    private PayloadLimit() {}

    /** Returns whether binary values in messages of this type are sent as such. In others they become what JSON makes of them, as in the reference. */
    static boolean keepsBinary(Type type) {
        return switch (type) {
            case BROADCAST, SERVER_SIDE_EMIT, SERVER_SIDE_EMIT_RESPONSE, BROADCAST_ACK -> true;
            default -> false;
        };
    }

    /** Returns whether the text has less bytes in UTF-8. */
    static boolean isBelow(int bytes, String text) {
        return text.length() < bytes && text.getBytes(StandardCharsets.UTF_8).length < bytes;
    }
}
