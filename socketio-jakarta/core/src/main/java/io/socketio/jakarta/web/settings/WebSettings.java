package io.socketio.jakarta.web.settings;

import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;

/**
 * The settings of a deployment; the table stands at {@code SocketIoInitializer}.
 *
 * @param enabled whether the server registers itself
 * @param virtualThreads when threads are virtual, where the JDK has them
 * @param executor JNDI name of the executor for user code; empty: threads of the deployment
 * @param threads most platform threads that run user code
 * @param threadsPerConnection most of them that one connection occupies; 0: a quarter of {@code threads}, unlimited on virtual threads
 * @param smallBuffers whether Tomcat's default size of WebSocket buffers may be lowered
 * @param closeWithHttpSession whether sockets close when their HttpSession ends
 * @param drainTimeout time for clients to go, when the server is to close or the container is suspended; 0: they are disconnected at once
 * @param raw whether this is a server of Engine.IO alone
 */
public record WebSettings(
        boolean enabled,
        VirtualThreads virtualThreads,
        String executor,
        int threads,
        int threadsPerConnection,
        boolean smallBuffers,
        boolean closeWithHttpSession,
        Duration drainTimeout,
        boolean raw,
        SocketIoOptions options) {

    public static final int DEFAULT_THREADS = 64;

    /** When threads are virtual. */
    public enum VirtualThreads {
        /** Where the container has no managed thread factory. */
        AUTO,
        ALWAYS,
        NEVER
    }

    /** These options, and the defaults of everything else. */
    public static WebSettings of(SocketIoOptions options) {
        return new WebSettings(
                true, VirtualThreads.AUTO, "", DEFAULT_THREADS, 0, true, true, Duration.ZERO, false, options);
    }

    public WebSettings withOptions(SocketIoOptions others) {
        return new WebSettings(
                enabled,
                virtualThreads,
                executor,
                threads,
                threadsPerConnection,
                smallBuffers,
                closeWithHttpSession,
                drainTimeout,
                raw,
                others);
    }

    /** The same for a server of Engine.IO alone, for which there is no client to serve. */
    public WebSettings asRaw() {
        return new WebSettings(
                enabled,
                virtualThreads,
                executor,
                threads,
                threadsPerConnection,
                smallBuffers,
                closeWithHttpSession,
                drainTimeout,
                true,
                options.toBuilder().serveClient(false).build());
    }
}
