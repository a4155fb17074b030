package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.cluster.ClusterSession;
import io.socketio.jakarta.internal.adapter.RecoverableSession;
import io.socketio.jakarta.internal.adapter.SessionOwner;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A session that was taken out of the store; the server that it comes from has finished with it. */
record StoredSession(ClusterSession stored, Set<String> rooms, Map<String, Object> data) implements RecoverableSession {

    static StoredSession of(ClusterSession stored) {
        return new StoredSession(
                stored,
                Collections.unmodifiableSet(new LinkedHashSet<>(stored.rooms())),
                WireSocket.readData(stored.data()));
    }

    @Override
    public String socketId() {
        return stored.socketId();
    }

    @Override
    public String privateId() {
        return stored.privateId();
    }

    @Override
    public @Nullable String ownerDigest() {
        return stored.owner();
    }

    /** The reference server knows no owners, so its sessions belong to whoever knows their private id. */
    @Override
    public boolean belongsTo(SessionOwner caller) {
        return stored.owner() == null || stored.owner().equals(caller.digest());
    }

    @Override
    public CompletionStage<Void> whenEnded() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onRestored() {}

    @Override
    public void onForgotten() {}

    /** Omits what is secret. */
    @Override
    public String toString() {
        return "StoredSession[" + socketId() + ", " + rooms.size() + " rooms]";
    }
}
