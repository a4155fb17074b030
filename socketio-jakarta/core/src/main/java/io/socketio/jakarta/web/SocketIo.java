package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.settings.WebSettings;
import jakarta.servlet.ServletContext;

/** Gives an application access to its server, and lets it register the server itself. */
public final class SocketIo {

    private SocketIo() {}

    /**
     * Returns the server of this web application. It is available as soon as it is registered, so context listeners may add their own listeners to
     * it.
     *
     * @throws IllegalStateException if none is registered: the library is disabled ({@code socketio.enabled=false}) or not deployed with this
     *     application
     */
    public static SocketIoServer server(ServletContext context) {
        Deployment deployment = Deployment.of(context);
        if (deployment == null) {
            throw new IllegalStateException(
                    "no Socket.IO server is registered for the web application at '" + context.getContextPath()
                            + "'; is socketio.enabled=false set, or SocketIo.register not called yet?");
        }
        return deployment.server();
    }

    /**
     * Registers the server with these options. For applications that have disabled the automatic registration with {@code socketio.enabled=false},
     * and for embedded containers, which do not call {@link SocketIoInitializer}. Call it while the web application starts, from a
     * {@code ServletContainerInitializer} (in Spring Boot a {@code ServletContextInitializer}) or from {@code contextInitialized} of a listener that
     * is declared in web.xml or by an annotation. If an embedded Tomcat, Jetty or Undertow has not started its WebSocket server, this library starts
     * the one on the class path.
     *
     * @throws IllegalStateException if a server is already registered, or the application has already started; also if {@code websocket} is the only
     *     transport and there is no WebSocket server
     */
    public static SocketIoServer register(ServletContext context, SocketIoOptions options) {
        WebSettings settings = WebSettings.of(options);
        return register(context, settings, CoreBackend.factory(context, settings.closeWithHttpSession()))
                .server();
    }

    /**
     * Registers the server with these options and this codec, for example one with the application's own {@code JsonbConfig} or {@code ObjectMapper}.
     * Otherwise works like {@link #register(ServletContext, SocketIoOptions)}.
     *
     * @param codec reads and writes payloads; the application remains responsible for closing it
     * @throws IllegalStateException if a server is already registered, or the application has already started
     */
    public static SocketIoServer register(ServletContext context, SocketIoOptions options, PayloadCodec codec) {
        context.setAttribute(PayloadCodecs.ATTRIBUTE, codec);
        return register(context, options);
    }

    static Deployment register(ServletContext context, WebSettings settings, Backend.Factory factory) {
        Deployment deployment = Deployment.register(context, settings, factory);
        deployment.followContext();
        return deployment;
    }
}
