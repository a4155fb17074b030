package io.socketio.jakarta.internal.core.ack;

import io.socketio.jakarta.Arguments;

/** A pending acknowledgement of one socket. Receives at most one call, on any thread; implementations delegate to the executor. */
public interface PendingAck {

    void onResponse(Arguments response);

    void onFailure(Throwable cause);
}
