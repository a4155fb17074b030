package io.socketio.jakarta.cluster.message;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages as the core gives them to a transport. */
public final class Messages {

    private Messages() {}

    public static Map<String, Object> map(Object... members) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put((String) members[i], members[i + 1]);
        }
        return map;
    }

    public static Map<String, Object> opts(List<String> rooms, List<String> except, Map<String, Object> flags) {
        return map("rooms", rooms, "except", except, "flags", flags);
    }

    public static Map<String, Object> packet(Object... event) {
        return map("type", 2, "data", Arrays.asList(event));
    }

    public static ClusterMessage message(FakeNode from, Type type, Object... data) {
        return new ClusterMessage(type, map(data), from.uid(), from.namespace());
    }

    /** A broadcast without acknowledgements. */
    public static ClusterMessage broadcast(FakeNode from, Map<String, Object> opts, Object... event) {
        return message(from, Type.BROADCAST, "packet", packet(event), "opts", opts);
    }
}
