package io.socketio.jakarta.internal.core.event;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventListener;

/** A listener that is removed before its first call. Calls are serial, so the caller that succeeds in removing it makes the call. */
public final class OnceListener implements EventListener {

    public final EventListener listener;
    private final ListenerTable table;
    private final String event;

    public OnceListener(EventListener listener, ListenerTable table, String event) {
        this.listener = listener;
        this.table = table;
        this.event = event;
    }

    @Override
    public boolean isNonBlocking() {
        return listener.isNonBlocking();
    }

    @Override
    public void onEvent(Event incoming) throws Exception {
        if (table.remove(event, this)) {
            listener.onEvent(incoming);
        }
    }
}
