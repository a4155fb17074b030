package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoOptions;
import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The server of one web application, from registration to undeploy. It is made when it is first asked for. */
final class Deployment {

    private static final Logger LOG = System.getLogger(Deployment.class.getName());
    private static final String ATTRIBUTE = Deployment.class.getName();
    private static final long CLOSE_TIMEOUT_S = 5;

    /** Where an endpoint is registered for the containers that upgrade only to registered ones; it refuses all clients. */
    private static final String HIDDEN_PATH = "/_socketio-jakarta";

    private final ServletContext context;
    private final WebSettings settings;
    private final Backend.Factory factory;

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock; null before first use.
    private @Nullable Threads threads;
    private @Nullable Backend backend;
    private boolean stopped;

    private volatile @Nullable WebSocketUpgrader upgrader;
    private volatile Set<String> roles = Set.of();

    private Deployment(ServletContext context, WebSettings settings, Backend.Factory factory) {
        this.context = context;
        this.settings = settings;
        this.factory = factory;
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
        lock.lock();
        try {
            return stopped || backend == null ? null : backend.server();
        } finally {
            lock.unlock();
        }
    }

    SocketIoServer server() {
        SocketIoServer server = backend().server();
        if (server == null) {
            throw new IllegalStateException("only the engine runs");
        }
        return server;
    }

    Backend backend() {
        lock.lock();
        try {
            if (stopped) {
                throw new IllegalStateException("the web application has been stopped");
            }
            Backend present = backend;
            if (present == null) {
                present = factory.create(
                        settings.options(), threads().executor(), threads().scheduler());
                backend = present;
            }
            return present;
        } finally {
            lock.unlock();
        }
    }

    private Threads threads() {
        Threads present = threads;
        if (present == null) {
            present = Threads.of(settings, context.getClassLoader());
            threads = present;
        }
        return present;
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
        for (ServerListener listener : Services.find(ServerListener.class)) {
            roles = union(roles, listener.onStart(context, server));
        }
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }

    /** Registers the hidden endpoint; the container's WebSocket part is there when the first context listener runs. */
    void start() {
        tellListeners();
        if (!(context.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer container)) {
            LOG.log(Level.WARNING, "SIO-0303 the container offers no WebSocket; clients stay on long-polling");
            return;
        }
        Passage passage = Passage.to(HIDDEN_PATH);
        try {
            container.addEndpoint(HiddenEndpoint.config(passage));
        } catch (DeploymentException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "hidden endpoint could not be registered; only Tyrus needs it", e);
        }
        if (settings.smallBuffers()) {
            MessageBuffers.shrink(context, container);
        }
        lock.lock();
        try {
            upgrader = new WebSocketUpgrader(
                    container,
                    passage,
                    threads().executor(),
                    options().maxPayloadBytes(),
                    options().perMessageDeflate());
        } finally {
            lock.unlock();
        }
    }

    /** Closes the server and ends our threads. Idempotent. */
    void stop() {
        Backend toClose;
        Threads toEnd;
        lock.lock();
        try {
            if (stopped) {
                return;
            }
            stopped = true;
            toClose = backend;
            toEnd = threads;
        } finally {
            lock.unlock();
        }
        if (toClose != null) {
            close(toClose);
        }
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
