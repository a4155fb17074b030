package io.socketio.jakarta.containers.badinput;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.containers.beans.Notes;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Throws wherever it can, and is still there. */
@SocketIoNamespace("/throwing")
public class Throwing {

    @Inject
    Notes notes;

    @OnConnect
    void connect() {
        throw new IllegalStateException("secret of connect");
    }

    @OnAnyEvent
    void any() {
        throw new IllegalStateException("secret of any");
    }

    @OnEvent("event")
    String event() {
        throw new IllegalStateException("secret of event");
    }

    @OnEvent("error")
    String error() {
        throw new StackOverflowError("secret of error");
    }

    @OnEvent("later")
    CompletionStage<String> later() {
        return CompletableFuture.supplyAsync(this::event);
    }

    @OnEvent("unwritable")
    Object unwritable() {
        return new Unwritable();
    }

    @OnEvent("mishandled")
    void mishandled() {
        throw new IllegalArgumentException("secret of mishandled");
    }

    @OnError
    void mishandle(IllegalArgumentException e) {
        throw new IllegalStateException("secret of the error handler");
    }

    @OnEvent("alive")
    String alive() {
        return "alive";
    }

    @OnDisconnecting
    void disconnecting() {
        throw new IllegalStateException("secret of disconnecting");
    }

    @OnDisconnect
    void disconnect(Socket socket) {
        notes.add(socket.id(), "disconnected");
        throw new IllegalStateException("secret of disconnect");
    }

    /** Cannot be written as JSON. */
    public static class Unwritable {
        public String getValue() {
            throw new IllegalStateException("secret of unwritable");
        }
    }
}
