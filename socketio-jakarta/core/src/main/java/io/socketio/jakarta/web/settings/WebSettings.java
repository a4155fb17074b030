package io.socketio.jakarta.web.settings;

import io.socketio.jakarta.options.SocketIoOptions;

/**
 * The settings of a deployment; the table stands at {@code SocketIoInitializer}.
 *
 * @param enabled whether the server registers itself
 * @param virtualThreads whether user code runs on virtual threads where the JDK has them
 * @param threads most platform threads that run user code when it does not run on the executor of the container
 * @param smallBuffers whether Tomcat's default size of WebSocket buffers may be lowered
 * @param closeWithHttpSession whether sockets close when their HttpSession ends
 */
public record WebSettings(
        boolean enabled,
        boolean virtualThreads,
        int threads,
        boolean smallBuffers,
        boolean closeWithHttpSession,
        SocketIoOptions options) {

    public static final int DEFAULT_THREADS = 64;

    /** These options, and the defaults of everything else. */
    public static WebSettings of(SocketIoOptions options) {
        return new WebSettings(true, false, DEFAULT_THREADS, true, true, options);
    }

    public WebSettings withOptions(SocketIoOptions others) {
        return new WebSettings(enabled, virtualThreads, threads, smallBuffers, closeWithHttpSession, others);
    }
}
