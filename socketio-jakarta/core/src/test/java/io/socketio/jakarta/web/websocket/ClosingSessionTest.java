package io.socketio.jakarta.web.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.internal.engine.ManualScheduler;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingSessionTest {

    /** A session of an unknown container, on which nothing happens. */
    private final Session session = (Session) Proxy.newProxyInstance(
            Session.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, args) -> method.getReturnType() == boolean.class ? Boolean.TRUE : null);

    private final ManualScheduler time = new ManualScheduler();
    private final List<String> seen = new ArrayList<>();
    private ClosingSession closing = closing();

    private ClosingSession closing() {
        return new ClosingSession(
                session,
                new CloseReason(CloseCodes.NORMAL_CLOSURE, null),
                new ConnectionCloser(Runnable::run, this::schedule),
                () -> seen.add("released"));
    }

    /** The send ends on another thread before this one has returned. */
    private Scheduler.Cancellable schedule(Runnable task, Duration delay) {
        Scheduler.Cancellable timer = time.schedule(task, delay);
        if (delay.equals(ConnectionCloser.SEND_TIMEOUT)) {
            closing.sendFrame();
        }
        return timer;
    }

    /** The timeout of the send stayed, so that the client had a second for its answer, and not three. */
    @Test
    void clientHasItsTimeToAnswerWhenTheSendEndsJustAsItsTimeoutBegins() {
        closing.begin();
        closing.awaitSend();
        time.advanceMillis(ConnectionCloser.ANSWER_TIMEOUT.toMillis() - 1);
        assertEquals(List.of(), seen);
        time.advanceMillis(1);
        assertEquals(List.of("released"), seen);
    }
}
