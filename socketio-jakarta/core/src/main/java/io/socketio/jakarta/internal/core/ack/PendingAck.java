package io.socketio.jakarta.internal.core.ack;

import io.socketio.jakarta.Arguments;

/** Who waits for one acknowledgement of one socket. At most one call, on any thread; implementations hand on to the executor. */
public interface PendingAck {

    void onResponse(Arguments response);

    void onFailure(Throwable cause);
}
