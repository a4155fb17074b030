package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Event;
import org.jspecify.annotations.Nullable;

/** The acknowledgement of an event, as a parameter. */
record CallAck(@Nullable Event event) implements Ack {

    @Override
    public boolean isWanted() {
        return event != null && event.hasAck();
    }

    @Override
    public void send(@Nullable Object... args) {
        if (event != null) {
            event.ack(args);
        }
    }
}
