package io.socketio.jakarta.internal.core.ack;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.internal.engine.memory.Reservation;

/** A pending acknowledgement of one socket. Receives at most one call, on any thread; implementations delegate to the executor. */
public interface PendingAck {

    /** @param weight to be released when the response no longer waits for the application */
    void onResponse(Arguments response, Reservation weight);

    void onFailure(Throwable cause);
}
