package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.settings.WebSettings;
import jakarta.servlet.ServletContext;

/** Where an application finds its server, and registers it when it wants to do that itself. */
public final class SocketIo {

    private SocketIo() {}

    /**
     * The server of this web application. It is there as soon as it is registered, so context listeners may add their own listeners to it.
     *
     * @throws IllegalStateException if none is registered: the library is switched off ({@code socketio.enabled=false}) or not deployed with this
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
     * Registers the server with these options. For applications that have switched the automatic registration off with
     * {@code socketio.enabled=false}, and for embedded containers, which call no {@link SocketIoInitializer}. To be called while the web application
     * starts, by a {@code ServletContainerInitializer} (in Spring Boot a {@code ServletContextInitializer}) or by the {@code contextInitialized} of
     * a listener that is declared in web.xml or annotated. Where an embedded Tomcat, Jetty or Undertow has not started its WebSocket server, the one
     * on the class path is started.
     *
     * @throws IllegalStateException if a server is registered already, or the application has started; also if {@code websocket} is the only
     *     transport and there is no WebSocket server
     */
    public static SocketIoServer register(ServletContext context, SocketIoOptions options) {
        WebSettings settings = WebSettings.of(options);
        return register(context, settings, CoreBackend.factory(context, settings.closeWithHttpSession()))
                .server();
    }

    /**
     * Registers the server with these options and this codec, for example one that has the application's own {@code JsonbConfig} or
     * {@code ObjectMapper}. As {@link #register(ServletContext, SocketIoOptions)} else.
     *
     * @param codec reads and writes payloads; it stays the application's to close
     * @throws IllegalStateException if a server is registered already, or the application has started
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
