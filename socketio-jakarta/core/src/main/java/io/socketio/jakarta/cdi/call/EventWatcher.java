package io.socketio.jakarta.cdi.call;

/** Is told of an event before its handler is called; what it throws does not keep the handler from that. */
@FunctionalInterface
interface EventWatcher {

    void onEvent(Call call) throws Exception;
}
