package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletInputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Lets an I/O thread of Undertow serve its other connections while a client sends without a pause. A read listener that returns while its stream is
 * ready is not called again, so this class wakes the channel, see {@link UndertowTurns}. Seen on Undertow 2.3.23 and 2.3.24. No longer needed
 * when read listeners run on threads of the worker.
 *
 * @param channel the field of the input stream that holds its channel
 * @param ioThread the method of a channel that returns its thread
 * @param executeAfter the method of a thread that runs a task later
 * @param wakeupReads the method of a channel that makes it call its listener
 * @param turns of each I/O thread on which connections wait for their turn
 */
record UndertowInput(
        Field channel, Method ioThread, Method executeAfter, Method wakeupReads, Map<Executor, UndertowTurns> turns) {

    /** Until then the I/O thread has selected, unless other tasks keep it. */
    private static final long PAUSE_MILLIS = 1;

    static UndertowInput in(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> stream = Class.forName("io.undertow.servlet.spec.UpgradeServletInputStream", false, loader);
        Field channel = stream.getDeclaredField("channel");
        channel.setAccessible(true);
        Class<?> type = channel.getType();
        Method ioThread = type.getMethod("getIoThread");
        Method executeAfter =
                ioThread.getReturnType().getMethod("executeAfter", Runnable.class, long.class, TimeUnit.class);
        return new UndertowInput(
                channel, ioThread, executeAfter, type.getMethod("wakeupReads"), new ConcurrentHashMap<>());
    }

    void readLater(ServletInputStream stream) throws ReflectiveOperationException {
        Object source = Objects.requireNonNull(channel.get(stream));
        Executor thread = (Executor) Objects.requireNonNull(ioThread.invoke(source));
        turns.computeIfAbsent(thread, this::turnsOf).add(() -> invoke(wakeupReads, source));
    }

    private UndertowTurns turnsOf(Executor thread) {
        return new UndertowTurns(
                thread,
                task -> invoke(executeAfter, thread, task, PAUSE_MILLIS, TimeUnit.MILLISECONDS),
                () -> turns.remove(thread));
    }

    private static void invoke(Method method, Object target, Object... arguments) {
        try {
            method.invoke(target, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
