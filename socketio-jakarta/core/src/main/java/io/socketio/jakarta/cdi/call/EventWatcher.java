package io.socketio.jakarta.cdi.call;

/** Is told of an event before its handler; what it throws does not keep the handler from being called. */
@FunctionalInterface
interface EventWatcher {

    void onEvent(Call call) throws Exception;
}
