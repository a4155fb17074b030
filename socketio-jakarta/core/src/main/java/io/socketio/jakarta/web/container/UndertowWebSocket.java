package io.socketio.jakarta.web.container;

import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What WebSocket needs on Undertow (WildFly), seen on WildFly 39, Undertow 2.3.23.
 *
 * <p>Buffers: Undertow uses the buffer size as a limit for binary messages, even if they are delivered in parts. No longer needed when a partial message
 * handler receives a binary message that is larger than the buffer.
 *
 * <p>Order: Undertow answers a close frame as soon as it has read it, while messages that came before still wait for a thread. When the client then
 * closes the TCP connection, the endpoint is told of the end before it gets these messages. No longer needed when they come first.
 */
public final class UndertowWebSocket {

    /** The buffer size that means no limit. */
    public static final int UNLIMITED = 0;

    private UndertowWebSocket() {}

    public static boolean isUndertow(Session session) {
        return session.getClass().getName().startsWith("io.undertow.");
    }

    /** Runs a task when the endpoint has received all messages that have come; at once on other containers. */
    public static void runAfterMessages(Session session, Runnable task) {
        Executor inOrder = isUndertow(session) ? executorOf(session) : null;
        if (inOrder == null) {
            task.run();
            return;
        }
        try {
            inOrder.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** Returns the executor that calls the message handlers one after the other, or null if it is not where it used to be. */
    private static @Nullable Executor executorOf(Session session) {
        try {
            return (Executor) valueOf("executor", valueOf("frameHandler", session));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static Object valueOf(String field, Object owner) throws ReflectiveOperationException {
        Field found = owner.getClass().getDeclaredField(field);
        found.setAccessible(true);
        return found.get(owner);
    }
}
