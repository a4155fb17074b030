package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.cdi.model.Invocation;
import io.socketio.jakarta.engine.EngineRequest;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of a handler for an event of another server, and that event. Verified signatures never ask it for a socket. */
final class ServerEventCall implements Invocation, Event {

    private final String name;
    private final Map<String, String> namespaceValues;
    private final Namespace namespace;
    private final Arguments args;
    private final Ack ack;
    private boolean ackTaken;

    ServerEventCall(String name, Map<String, String> namespaceValues, Namespace namespace, Arguments args, Ack ack) {
        this.name = name;
        this.namespaceValues = namespaceValues;
        this.namespace = namespace;
        this.args = args;
        this.ack = ack;
    }

    boolean isAckTaken() {
        return ackTaken;
    }

    // ---- Invocation

    @Override
    public Phase phase() {
        return Phase.EVENT;
    }

    @Override
    public Socket socket() {
        throw new IllegalStateException("an event of another server comes to no socket");
    }

    @Override
    public Namespace namespace() {
        return namespace;
    }

    @Override
    public Event event() {
        return this;
    }

    @Override
    public @Nullable DisconnectReason reason() {
        return null;
    }

    @Override
    public Map<String, String> namespaceValues() {
        return namespaceValues;
    }

    @Override
    public void takeAck() {
        ackTaken = true;
    }

    @Override
    public @Nullable Throwable error() {
        return null;
    }

    // ---- Event

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable EngineRequest request() {
        return null;
    }

    @Override
    public boolean hasAck() {
        return ack.isWanted();
    }

    @Override
    public void ack(@Nullable Object... values) {
        ack.send(values);
    }

    @Override
    public void replace(String other, @Nullable Object... values) {
        throw new IllegalStateException("only a socket middleware replaces an event");
    }

    @Override
    public int size() {
        return args.size();
    }

    @Override
    public @Nullable Object arg(int index) {
        return args.arg(index);
    }

    @Override
    public @Nullable Object arg(int index, Type type) {
        return args.arg(index, type);
    }

    @Override
    public <T> @Nullable T arg(int index, Class<T> type) {
        return args.arg(index, type);
    }

    @Override
    public List<@Nullable Object> toList() {
        return args.toList();
    }
}
