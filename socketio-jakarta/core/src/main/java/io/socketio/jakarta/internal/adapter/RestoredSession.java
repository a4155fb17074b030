package io.socketio.jakarta.internal.adapter;

import java.util.List;
import java.util.function.Consumer;

/** A session that a client has come back to, and the events that it has missed. */
public interface RestoredSession {

    RecoverableSession session();

    /**
     * Connects the socket. No event of the namespace comes between the missed ones and what {@code connect} makes reachable, so none is lost and none
     * is sent twice. Called at most once, after the socket has joined its rooms.
     *
     * @param connect queues the missed events, which come in order, and CONNECT behind them, in one step; does no I/O and calls no user code
     */
    void resume(Consumer<List<Delivery>> connect);
}
