package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The disconnect listeners are called whatever fails before them: they undo what the connection listeners have done. */
class FailuresAtTheEndTest {

    /** Fails again when the library looks at it, as an error on an exhausted stack does. */
    private static final class Unreportable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }

    private final CapturedLog log = CapturedLog.ofWarnings();
    private final Faults faults = new Faults();
    private final CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), Runnable::run, faults.parts());
    private final CoreServer io = fixture.server;
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        log.close();
    }

    /** CONNECT could not be answered, so the end of the socket calls the connection listeners. */
    @Test
    void disconnectListenersAreCalledIfTheConnectionListenersOfTheEndFail() {
        io.onConnection(socket -> {
            seen.add("connection");
            socket.onDisconnecting(reason -> seen.add("disconnecting"));
            socket.onDisconnect(reason -> seen.add("disconnect"));
        });
        io.onConnection(socket -> {
            throw new Unreportable();
        });
        faults.arm("Parser.connected");
        fixture.client().sends("40");
        assertEquals(List.of("connection", "disconnecting", "disconnect"), seen);
        isGone();
    }

    @Test
    void disconnectListenersAreCalledIfTheDisconnectingListenersFail() {
        io.onConnection(socket -> {
            socket.onDisconnect(reason -> seen.add("disconnect"));
            socket.onDisconnecting(reason -> {
                throw new Unreportable();
            });
        });
        fixture.connected().sends("41");
        assertEquals(List.of("disconnect"), seen);
        isGone();
    }

    private void isGone() {
        assertTrue(io.sockets().isEmpty());
        assertTrue(io.close().toCompletableFuture().isDone(), "the server still counts a socket");
    }
}
