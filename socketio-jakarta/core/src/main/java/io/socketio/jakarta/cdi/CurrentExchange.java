package io.socketio.jakarta.cdi;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import org.jspecify.annotations.Nullable;

/** What is injected as {@link Exchange}: whatever call the thread is in. */
final class CurrentExchange implements Exchange {

    private final Calls calls;

    CurrentExchange(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Phase phase() {
        return calls.required().phase();
    }

    @Override
    public Socket socket() {
        return calls.required().socket();
    }

    @Override
    public @Nullable Event event() {
        return calls.required().event();
    }

    @Override
    public @Nullable DisconnectReason reason() {
        return calls.required().reason();
    }
}
