package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.cluster.ClusterMessage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates how many bytes of memory a message keeps. */
final class MessageWeight {

    private static final int MESSAGE = 64;
    private static final int STRING = 48;
    private static final int NUMBER = 16;
    private static final int LIST = 48;
    private static final int MAP = 64;
    private static final int ENTRY = 48;

    private MessageWeight() {}

    static long of(ClusterMessage message) {
        return MESSAGE + of(message.data());
    }

    static long of(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return 0;
        }
        if (value instanceof String text) {
            return STRING + text.length();
        }
        if (value instanceof byte[] bytes) {
            return NUMBER + bytes.length;
        }
        long weight;
        if (value instanceof List<?> list) {
            weight = LIST + 8L * list.size();
            for (Object item : list) {
                weight += of(item);
            }
        } else if (value instanceof Map<?, ?> map) {
            weight = MAP + (long) ENTRY * map.size();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                weight += of(entry.getKey()) + of(entry.getValue());
            }
        } else {
            weight = NUMBER;
        }
        return weight;
    }
}
