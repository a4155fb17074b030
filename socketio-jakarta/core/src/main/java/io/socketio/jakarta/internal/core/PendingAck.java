package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.Arguments;

/** Who waits for one acknowledgement of one socket. At most one call, on any thread; implementations hand on to the executor. */
interface PendingAck {

    void onResponse(Arguments response);

    void onFailure(Throwable cause);
}
