package io.socketio.jakarta.cluster.message;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.internal.protocol.JsonValues;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A namespace that keeps what it receives. */
public final class FakeNode implements ClusterNode {

    private static final PayloadCodec CODEC = new JsonbPayloadCodec();

    public final List<ClusterMessage> received = new ArrayList<>();
    /** The offsets of all messages that had their turn, its own ones marked. */
    public final List<String> turns = new ArrayList<>();

    public final Map<String, Set<String>> rooms = new LinkedHashMap<>();
    /** When what it has received has taken effect. */
    public CompletionStage<Void> handled = CompletableFuture.completedStage(null);

    private final String namespace;
    private final String uid;

    public FakeNode(String namespace, String uid) {
        this.namespace = namespace;
        this.uid = uid;
    }

    /** What it has received, as JSON with bytes as Buffers; forgets it. */
    public List<String> texts() {
        List<String> texts = received.stream()
                .map(message -> writeJson(message.toMap(), MessageFormat::buffer))
                .toList();
        received.clear();
        return texts;
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public void onMessage(ClusterMessage message, String offset) {
        if (offset != null) {
            turns.add(uid.equals(message.uid()) ? "own " + offset : offset);
        }
        if (!uid.equals(message.uid()) && namespace.equals(message.nsp())) {
            received.add(message);
        }
    }

    @Override
    public CompletionStage<Void> whenHandled() {
        return handled;
    }

    @Override
    public String writeJson(Object value, PayloadCodec.BinarySink binary) {
        return JsonValues.write(value, CODEC, binary);
    }

    @Override
    public Object readJson(String json, List<byte[]> attachments) {
        return CODEC.read(json, Object.class, attachments);
    }

    @Override
    public boolean hasRoom(String room) {
        return rooms.containsKey(room);
    }

    @Override
    public Set<String> rooms() {
        return Set.copyOf(rooms.keySet());
    }

    @Override
    public Set<String> socketsIn(String room) {
        return rooms.getOrDefault(room, Set.of());
    }
}
