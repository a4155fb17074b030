package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.settings.WebSettings;
import jakarta.servlet.ServletContext;

/** Gives an application access to its servers, and lets it register them itself. */
public final class SocketIo {

    private SocketIo() {}

    /**
     * Returns the default server of this web application. It is available as soon as it is registered, so context listeners may add their own listeners
     * to it.
     *
     * @throws IllegalStateException if none is registered: the library is disabled ({@code socketio.enabled=false}) or not deployed with this
     *     application
     */
    public static SocketIoServer server(ServletContext context) {
        return server(context, "");
    }

    /**
     * Returns a server of this web application, as {@link #server(ServletContext)} does.
     *
     * @param name the name in its options; empty for the default server
     * @throws IllegalStateException if no server of this name is registered
     */
    public static SocketIoServer server(ServletContext context, String name) {
        return find(context, name).server();
    }

    /**
     * Returns a server of Engine.IO alone, one that {@link #registerEngine} or the setting {@code socketio.server.<name>.raw} has made.
     *
     * @param name the name in its options
     * @throws IllegalStateException if no server of this name is registered, or it is one of Socket.IO
     */
    public static EngineIo engine(ServletContext context, String name) {
        return find(context, name).raw();
    }

    private static Deployment find(ServletContext context, String name) {
        Deployments servers = Deployments.in(context);
        Deployment deployment = servers.find(name);
        if (deployment == null) {
            throw new IllegalStateException("no Socket.IO server " + (name.isEmpty() ? "" : "'" + name + "' ")
                    + "is registered for the web application at '" + context.getContextPath()
                    + "'; is socketio.enabled=false set, or SocketIo.register not called yet? Registered: "
                    + servers.describe());
        }
        return deployment;
    }

    /**
     * Registers a server of Engine.IO alone, at the path of its options, as {@link #register(ServletContext, SocketIoOptions)} registers one of
     * Socket.IO.
     *
     * @param options those of Socket.IO, such as {@code parser}, have no effect
     * @throws IllegalStateException as for {@link #register(ServletContext, SocketIoOptions)}
     */
    public static EngineIo registerEngine(ServletContext context, SocketIoOptions options) {
        WebSettings settings = WebSettings.of(options).asRaw();
        return register(context, settings, CoreBackend.factory(context, settings))
                .raw();
    }

    /**
     * Registers a server with these options: the default server, or another one if they name it. For applications that have disabled the automatic registration with {@code socketio.enabled=false},
     * and for embedded containers, which do not call {@link SocketIoInitializer}. Call it while the web application starts, from a
     * {@code ServletContainerInitializer} (in Spring Boot a {@code ServletContextInitializer}) or from {@code contextInitialized} of a listener that
     * is declared in web.xml or by an annotation. If an embedded Tomcat, Jetty or Undertow has not started its WebSocket server, this library starts
     * the one on the class path.
     *
     * @throws IllegalStateException if a server of this name is already registered, or one whose path overlaps with this path; if another servlet has
     *     this path, or the application has already started; also if {@code websocket} is the only transport and there is no WebSocket server
     */
    public static SocketIoServer register(ServletContext context, SocketIoOptions options) {
        WebSettings settings = WebSettings.of(options);
        return register(context, settings, CoreBackend.factory(context, settings))
                .server();
    }

    /**
     * Registers the server with these options and this codec, for example one with the application's own {@code JsonbConfig} or {@code ObjectMapper}.
     * Otherwise works like {@link #register(ServletContext, SocketIoOptions)}.
     *
     * @param codec reads and writes payloads; the application remains responsible for closing it
     * @throws IllegalStateException as for {@link #register(ServletContext, SocketIoOptions)}
     */
    public static SocketIoServer register(ServletContext context, SocketIoOptions options, PayloadCodec codec) {
        context.setAttribute(PayloadCodecs.attributeOf(options.name()), codec);
        return register(context, options);
    }

    static Deployment register(ServletContext context, WebSettings settings, Backend.Factory factory) {
        Deployment deployment = Deployment.register(context, settings, factory);
        deployment.followContext();
        return deployment;
    }
}
