package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.container.TomcatWebSocket;
import io.socketio.jakarta.web.settings.WebSettings;
import io.socketio.jakarta.web.websocket.HiddenEndpoint;
import io.socketio.jakarta.web.websocket.HiddenPath;
import io.socketio.jakarta.web.websocket.WebSocketUpgrader;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The server of one web application, from registration to undeploy. It is made when it is first asked for. */
final class Deployment {

    private static final Logger LOG = Loggers.SERVER;
    private static final String ATTRIBUTE = Deployment.class.getName();
    private static final long CLOSE_TIMEOUT_S = 5;

    /** Where an endpoint is registered for the containers that upgrade only to registered ones; it refuses all clients. */
    private static final String HIDDEN_PATH = "/_socketio-jakarta";

    private final ServletContext context;
    private final WebSettings settings;
    private final Lazy<Threads> threads;
    private final Lazy<Backend> backend;

    private volatile @Nullable WebSocketUpgrader upgrader;
    private volatile Set<String> roles = Set.of();

    private Deployment(ServletContext context, WebSettings settings, Backend.Factory factory) {
        this.context = context;
        this.settings = settings;
        this.threads = new Lazy<>(() -> Threads.of(settings, context.getClassLoader()));
        this.backend = new Lazy<>(() -> factory.create(
                settings.options(), threads.get().executor(), threads.get().scheduler()));
    }

    /** The deployment of this context, or null when none is registered. */
    static @Nullable Deployment of(ServletContext context) {
        return (Deployment) context.getAttribute(ATTRIBUTE);
    }

    /** Makes the deployment known, without a servlet. */
    static Deployment create(ServletContext context, WebSettings settings, Backend.Factory factory) {
        if (of(context) != null) {
            throw new IllegalStateException("a Socket.IO server is registered for this web application already;"
                    + " set the context parameter socketio.enabled=false to register it yourself");
        }
        Deployment deployment = new Deployment(context, settings, factory);
        context.setAttribute(ATTRIBUTE, deployment);
        return deployment;
    }

    /** Makes the deployment known and adds its servlet. */
    static Deployment register(ServletContext context, WebSettings settings, Backend.Factory factory) {
        Deployment deployment = create(context, settings, factory);
        ServletRegistration.Dynamic servlet =
                context.addServlet(SocketIoServlet.class.getName(), new SocketIoServlet());
        servlet.setAsyncSupported(true);
        servlet.setLoadOnStartup(1);
        servlet.addMapping(deployment.options().path() + "/*");
        return deployment;
    }

    SocketIoOptions options() {
        return settings.options();
    }

    /** The server, unless it has ended or was never asked for; makes none. */
    @Nullable
    SocketIoServer present() {
        Backend present = backend.present();
        return present == null ? null : present.server();
    }

    SocketIoServer server() {
        SocketIoServer server = backend().server();
        if (server == null) {
            throw new IllegalStateException("only the engine runs");
        }
        return server;
    }

    /** @throws IllegalStateException when the web application has been stopped */
    Backend backend() {
        return backend.get();
    }

    /** What upgrades requests to WebSocket; null when the container has no WebSocket. */
    @Nullable
    WebSocketUpgrader upgrader() {
        return upgrader;
    }

    /** The roles whose holders are noted at the handshake. */
    Set<String> roles() {
        return roles;
    }

    private void tellListeners() {
        SocketIoServer server = backend().server();
        if (server == null) {
            return;
        }
        List<ServerListener> listeners = Services.find(ServerListener.class);
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

    /** Registers the hidden endpoint; the container's WebSocket part is there when the first context listener runs. */
    void start() {
        tellListeners();
        startWebSocket();
        WebSocketUpgrader present = upgrader;
        String webSocket = present == null ? "none" : present.toString();
        LOG.log(
                Level.INFO,
                () -> StartTable.of(
                        context.getContextPath(),
                        settings,
                        webSocket,
                        threads.get().describe()));
    }

    private void startWebSocket() {
        if (!(context.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer container)) {
            LOG.log(Level.WARNING, "SIO-0303 the container offers no WebSocket; clients stay on long-polling");
            return;
        }
        HiddenPath hiddenPath = HiddenPath.of(HIDDEN_PATH);
        try {
            container.addEndpoint(HiddenEndpoint.config(hiddenPath));
        } catch (DeploymentException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "hidden endpoint could not be registered; only Tyrus needs it", e);
        }
        if (settings.smallBuffers()) {
            TomcatWebSocket.shrinkBuffers(context, container);
        }
        upgrader = new WebSocketUpgrader(
                container,
                hiddenPath,
                threads.get().executor(),
                options().maxPayloadBytes(),
                options().perMessageDeflate());
    }

    /** Closes the server and ends our threads. Idempotent. */
    void stop() {
        Backend toClose = backend.end();
        if (toClose != null) {
            close(toClose);
        }
        Threads toEnd = threads.end();
        if (toEnd != null) {
            toEnd.end();
        }
        context.removeAttribute(ATTRIBUTE);
    }

    private static void close(Backend backend) {
        try {
            backend.close().get().toCompletableFuture().get(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.WARNING, "SIO-0304 the Socket.IO server did not close in order", e);
        }
    }
}
