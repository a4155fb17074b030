package io.socketio.jakarta.internal.core.http;

import io.socketio.jakarta.internal.core.socket.EngineContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The application's listeners for one event of the engine, each of which is called whatever the others throw. Thread-safe. */
final class HookListeners<T> {

    private final EngineContext context;
    private final String event;
    private final List<T> listeners = new CopyOnWriteArrayList<>();

    /** @param event its name in the reference server, for the log */
    HookListeners(EngineContext context, String event) {
        this.context = context;
        this.event = event;
    }

    void add(T listener) {
        listeners.add(listener);
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    void tell(Consumer<T> call) {
        for (T listener : listeners) {
            try {
                call.accept(listener);
            } catch (Throwable e) {
                context.operatorLog().userCodeFailed("engine hook " + event, "/", e);
            }
        }
    }
}
