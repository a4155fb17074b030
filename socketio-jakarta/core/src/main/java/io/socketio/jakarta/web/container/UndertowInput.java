package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletInputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Lets an I/O thread of Undertow serve its other connections while a client sends without a pause. A read listener that returns while its stream is
 * ready is not called again, so this class wakes the channel, after the thread has selected once. Seen on Undertow 2.3.23 and 2.3.24. No longer needed
 * when read listeners run on threads of the worker.
 *
 * @param channel the field of the input stream that holds its channel
 * @param ioThread the method of a channel that returns its thread
 * @param executeAfter the method of a thread that runs a task later
 * @param wakeupReads the method of a channel that makes it call its listener
 */
record UndertowInput(Field channel, Method ioThread, Method executeAfter, Method wakeupReads) {

    /** The I/O thread runs all tasks that are due before it selects. */
    private static final long PAUSE_MILLIS = 1;

    static UndertowInput in(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> stream = Class.forName("io.undertow.servlet.spec.UpgradeServletInputStream", false, loader);
        Field channel = stream.getDeclaredField("channel");
        channel.setAccessible(true);
        Class<?> type = channel.getType();
        Method ioThread = type.getMethod("getIoThread");
        Method executeAfter =
                ioThread.getReturnType().getMethod("executeAfter", Runnable.class, long.class, TimeUnit.class);
        return new UndertowInput(channel, ioThread, executeAfter, type.getMethod("wakeupReads"));
    }

    void readLater(ServletInputStream stream) throws ReflectiveOperationException {
        Object source = Objects.requireNonNull(channel.get(stream));
        Runnable wakeUp = () -> {
            try {
                wakeupReads.invoke(source);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
        executeAfter.invoke(ioThread.invoke(source), wakeUp, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
