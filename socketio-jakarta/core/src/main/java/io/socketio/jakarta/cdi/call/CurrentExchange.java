package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.filter.Exchange;
import org.jspecify.annotations.Nullable;

/** The injectable {@link Exchange}: delegates to the call that the thread is in. */
public final class CurrentExchange implements Exchange {

    private final CallScope callScope;

    public CurrentExchange(CallScope callScope) {
        this.callScope = callScope;
    }

    @Override
    public Phase phase() {
        return callScope.required().phase();
    }

    @Override
    public Socket socket() {
        return callScope.required().socket();
    }

    @Override
    public @Nullable Event event() {
        return callScope.required().event();
    }

    @Override
    public @Nullable DisconnectReason reason() {
        return callScope.required().reason();
    }
}
