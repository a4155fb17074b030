package io.socketio.jakarta.internal.adapter;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a socket whose connection was lost, until its client comes back or the time is over. Whoever keeps it calls exactly one of {@link
 * #onRestored} and {@link #onForgotten}. An adapter for several nodes stores the values elsewhere and forgets the session here.
 */
public interface RecoverableSession {

    /** The id of the socket, which it will have again. */
    String socketId();

    /** The id by which the client asks for the session; a secret. */
    String privateId();

    /** The rooms at the end, the socket's own included. */
    Set<String> rooms();

    /** The map of the socket itself. */
    Map<String, Object> data();

    /** Returns the {@linkplain SessionOwner#digest digest} of the owner; null if the session belongs to nobody. */
    @Nullable
    String ownerDigest();

    /** Returns whether this caller may have the session. */
    boolean belongsTo(SessionOwner caller);

    /** Completes when the disconnect listeners of the socket have run. The session must not be restored before: its handlers would overlap. */
    CompletionStage<Void> whenEnded();

    /** A socket goes on with this session. */
    void onRestored();

    /** Nobody will come back to this session. Must be called without a lock. */
    void onForgotten();
}
