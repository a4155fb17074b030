package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import jakarta.servlet.AsyncContext;
import java.lang.System.Logger.Level;

/**
 * Completes asynchronous requests. GlassFish and Payara report the end of a request on the thread that completes it, and Weld then ends the contexts of
 * whatever request this thread is handling: code that emits to a waiting poll would lose its session and request beans. There, a thread of the
 * container completes it. Seen on GlassFish 7.0.25 and Payara 6.2025.10; no longer needed when {@code ContextsIT} passes there without it.
 */
public final class AsyncEnd {

    /** A class of GlassFish and Payara; Tomcat, which shares their origin, has it in another package. */
    private static final String GLASSFISH = "org.apache.catalina.connector.AsyncContextImpl";

    private AsyncEnd() {}

    /** Does nothing if the request is over already. */
    public static void complete(AsyncContext context) {
        if (context.getClass().getName().equals(GLASSFISH)) {
            unlessOver(() -> context.start(() -> unlessOver(context::complete)));
        } else {
            unlessOver(context::complete);
        }
    }

    private static void unlessOver(Runnable action) {
        try {
            action.run();
        } catch (IllegalStateException e) {
            Loggers.ENGINE.log(Level.DEBUG, "request was already over", LogText.escaped(e));
        }
    }
}
