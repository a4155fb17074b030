package io.socketio.jakarta.cdi.call;

/** Receives an event before its handler is called; an exception does not prevent that call. */
@FunctionalInterface
interface EventWatcher {

    void onEvent(Call call) throws Exception;

    /** Returns whether it may run on the thread that reads frames. */
    default boolean isNonBlocking() {
        return false;
    }
}
