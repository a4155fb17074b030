package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.internal.adapter.RecoverableSession;
import io.socketio.jakarta.internal.adapter.SessionOwner;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The session of a socket of this server whose connection was lost. It keeps its namespace from being removed, and nothing else of the socket: neither
 * its connection nor its listeners. Thread-safe.
 */
final class SavedSession implements RecoverableSession {

    private final SocketNamespace namespace;
    private final ServerContext context;
    private final String socketId;
    private final String privateId;
    private final Set<String> rooms;
    private final Map<String, Object> data;
    private final SessionOwner owner;
    private final CompletionStage<Void> ended;
    private final AtomicBoolean over = new AtomicBoolean();

    /** @param namespace has been entered for this session */
    SavedSession(
            SocketNamespace namespace,
            ServerContext context,
            String socketId,
            String privateId,
            Set<String> rooms,
            Map<String, Object> data,
            SessionOwner owner,
            CompletionStage<Void> ended) {
        this.namespace = namespace;
        this.context = context;
        this.socketId = socketId;
        this.privateId = privateId;
        this.rooms = rooms;
        this.data = data;
        this.owner = owner;
        this.ended = ended;
    }

    @Override
    public String socketId() {
        return socketId;
    }

    @Override
    public String privateId() {
        return privateId;
    }

    @Override
    public Set<String> rooms() {
        return rooms;
    }

    @Override
    public Map<String, Object> data() {
        return data;
    }

    @Override
    public @Nullable String ownerDigest() {
        return owner.digest();
    }

    @Override
    public boolean belongsTo(SessionOwner caller) {
        return owner.equals(caller);
    }

    @Override
    public CompletionStage<Void> whenEnded() {
        return ended;
    }

    @Override
    public void onRestored() {
        if (over.compareAndSet(false, true)) {
            namespace.leave();
        }
    }

    @Override
    public void onForgotten() {
        if (over.compareAndSet(false, true)) {
            context.filters().onForgottenAfter(ended, context.executor(), namespace.name(), socketId);
            namespace.leave();
        }
    }

    @Override
    public String toString() {
        return "SavedSession[" + socketId + ", " + rooms.size() + " rooms]";
    }
}
