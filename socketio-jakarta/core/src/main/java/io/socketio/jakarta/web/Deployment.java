package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.internal.core.connection.HttpSessions;
import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.Transport;
import io.socketio.jakarta.options.WebSocketImplementation;
import io.socketio.jakarta.web.container.ContainerUpgrade;
import io.socketio.jakarta.web.container.TomEeContexts;
import io.socketio.jakarta.web.container.WebSocketStart;
import io.socketio.jakarta.web.container.WeldContexts;
import io.socketio.jakarta.web.container.WildFlySuspend;
import io.socketio.jakarta.web.settings.WebSettings;
import io.socketio.jakarta.web.upgrade.UpgradeCarrier;
import io.socketio.jakarta.web.websocket.WebSocketCarrier;
import io.socketio.jakarta.web.websocket.WebSocketUpgrader;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One server of a web application, from registration to undeploy. */
public final class Deployment {

    private static final Logger LOG = Loggers.SERVER;

    private final ServletContext context;
    private final ServerRuntime runtime;
    /** False if the server may outlive the web application, see {@link SocketIoRegistration}. */
    private final boolean ownsRuntime;

    /** Null while the application starts, and if it has no WebSocket server. */
    private volatile @Nullable WebSocketCarrier carrier;

    private volatile Runnable webSocketStop = () -> {};
    private volatile Runnable suspension = () -> {};
    private volatile Set<String> roles = Set.of();
    private volatile boolean endsWithServlet;

    private Deployment(ServletContext context, ServerRuntime runtime, boolean ownsRuntime) {
        this.context = context;
        this.runtime = runtime;
        this.ownsRuntime = ownsRuntime;
    }

    /** Creates the deployment and stores it in the context, without a servlet. */
    static Deployment create(ServletContext context, WebSettings settings, Backend.Factory factory) {
        return create(context, new ServerRuntime(settings, factory, context.getClassLoader()), true);
    }

    private static Deployment create(ServletContext context, ServerRuntime runtime, boolean ownsRuntime) {
        Deployment deployment = new Deployment(context, runtime, ownsRuntime);
        Deployments.in(context).add(deployment);
        WeldContexts.addTo(context, runtime.settings().options().path());
        TomEeContexts.addTo(context);
        return deployment;
    }

    /** Creates the deployment, stores it in the context and adds its servlet. */
    static Deployment register(ServletContext context, WebSettings settings, Backend.Factory factory) {
        return addServlet(create(context, settings, factory));
    }

    /** Registers a deployment for a server that its owner closes. */
    static Deployment register(ServletContext context, ServerRuntime runtime) {
        return addServlet(create(context, runtime, false));
    }

    private static Deployment addServlet(Deployment deployment) {
        SocketIoOptions options = deployment.options();
        String suffix = options.name().isEmpty() ? "" : "." + options.name();
        ServletRegistration.Dynamic servlet =
                deployment.context.addServlet(SocketIoServlet.class.getName() + suffix, new SocketIoServlet());
        servlet.setAsyncSupported(true);
        servlet.setLoadOnStartup(1);
        servlet.setInitParameter(SocketIoServlet.SERVER, options.name());
        Set<String> taken = servlet.addMapping(SocketIoServlet.mappings(options));
        if (!taken.isEmpty()) {
            Deployments.in(deployment.context).remove(deployment);
            throw new IllegalStateException("another servlet of this web application has the path of "
                    + Deployments.describe(options) + ": " + String.join(", ", taken));
        }
        return deployment;
    }

    /** Starts and stops the deployment together with its web application, even if it is registered late. */
    void followContext() {
        boolean listens = DeploymentListener.addTo(context);
        endsWithServlet = !listens;
        if (!listens || DeploymentListener.hasStarted(context)) {
            start();
        }
    }

    SocketIoOptions options() {
        return runtime.settings().options();
    }

    /** Returns what is told of HttpSessions; null if the server has been closed or was never requested. Does not create it. */
    @Nullable
    HttpSessions httpSessions() {
        return runtime.httpSessions();
    }

    SocketIoServer server() {
        return runtime.server();
    }

    EngineIo raw() {
        return runtime.raw();
    }

    /** @throws IllegalStateException if the web application has been stopped */
    Backend backend() {
        return runtime.backend();
    }

    /** Returns the object that upgrades requests to WebSocket; null if the application has no WebSocket server. */
    @Nullable
    WebSocketCarrier carrier() {
        return carrier;
    }

    /** Returns the roles that are recorded at the handshake if the user has them. */
    Set<String> roles() {
        return roles;
    }

    /** Returns whether the end of the servlet is the only notification that the web application stops. */
    boolean endsWithServlet() {
        return endsWithServlet;
    }

    private void tellListeners() {
        List<ServerListener> listeners = Services.find(ServerListener.class);
        EngineIo raw = backend().raw();
        if (raw != null) {
            listeners.forEach(listener -> listener.onStart(context, raw));
        }
        SocketIoServer server = backend().server();
        if (server == null) {
            return;
        }
        for (ServerListener listener : listeners) {
            roles = union(roles, listener.onStart(context, server));
        }
        NamespaceClasses.warnOfUnknown(context, listeners);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }

    /**
     * Connects the server with the other parts of the application and starts WebSocket. Called when the first context listener runs; by then the
     * container has started its WebSocket support.
     */
    void start() {
        tellListeners();
        if (options().transports().contains(Transport.WEBSOCKET)) {
            startWebSocket();
        }
        suspension = WildFlySuspend.follow(runtime::drain, runtime::welcome);
        WebSocketCarrier present = carrier;
        String webSocket = present == null ? "none" : present.toString();
        LOG.log(
                Level.INFO,
                () -> StartTable.of(
                        context.getContextPath(), runtime.settings(), webSocket, runtime.describeThreads()));
    }

    private void startWebSocket() {
        UpgradeCarrier upgrade = upgradeCarrier();
        if (upgrade == null) {
            startEndpoint();
        } else {
            carrier = upgrade;
            webSocketStop = upgrade::close;
        }
    }

    /** Returns the carrier that needs no WebSocket server, if the settings and the container want it; otherwise null. */
    private @Nullable UpgradeCarrier upgradeCarrier() {
        WebSocketImplementation wanted = options().webSocket();
        if (wanted == WebSocketImplementation.ENDPOINT) {
            return null;
        }
        ContainerUpgrade container = ContainerUpgrade.in(context);
        if (!container.isCapable()) {
            if (wanted == WebSocketImplementation.AUTO) {
                return null;
            }
            LOG.log(
                    Level.WARNING,
                    "SIO-0140 on this container, a WebSocket connection whose client neither reads nor sends may stay open"
                            + " after it was closed: socketio.websocket=upgrade is tested on Tomcat and Undertow only."
                            + " Set socketio.websocket=auto or endpoint");
        }
        return new UpgradeCarrier(
                container,
                runtime.scheduler(),
                runtime.closes(),
                options().maxPayloadBytes(),
                options().perMessageDeflate());
    }

    private void startEndpoint() {
        WebSocketStart start = WebSocketStart.in(context);
        webSocketStop = start.stop();
        String missing = start.missing();
        if (missing == null) {
            try {
                carrier = WebSocketUpgrader.in(
                        context,
                        options().name(),
                        runtime.closer(),
                        runtime.sends(),
                        options().maxPayloadBytes(),
                        options().perMessageDeflate(),
                        runtime.settings().smallBuffers());
                return;
            } catch (ClassCastException | LinkageError e) {
                missing =
                        "the API of Jakarta WebSocket that the application sees is not the container's; remove it from"
                                + " the application (" + e + ")";
            }
        }
        if (!options().transports().contains(Transport.POLLING)) {
            throw new IllegalStateException("the only transport is websocket (socketio.transports), but there is no"
                    + " WebSocket server: " + missing);
        }
        backend().engine().withdraw(TransportName.WEBSOCKET);
        LOG.log(
                Level.WARNING,
                "SIO-0303 there is no WebSocket server, so clients stay on long-polling: {0}."
                        + " If that is intended, set socketio.transports=polling",
                missing);
    }

    /** Begins what {@link #stop} waits for. */
    void drainBeforeStop() {
        if (ownsRuntime) {
            runtime.drainBeforeClose();
        }
    }

    /** Releases the resources of this web application. Idempotent. */
    void stop() {
        Runnable forget = suspension;
        suspension = () -> {};
        forget.run();
        if (ownsRuntime) {
            runtime.close();
        }
        Runnable stop = webSocketStop;
        webSocketStop = () -> {};
        stop.run();
        Deployments.in(context).remove(this);
    }
}
