package io.socketio.jakarta.internal.core.raw;

import io.socketio.jakarta.engine.Engine;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.internal.core.connection.HttpSessions;
import io.socketio.jakarta.internal.core.http.CoreEngine;
import io.socketio.jakarta.internal.core.mailbox.ServerExecutors;
import io.socketio.jakarta.internal.core.monitor.ServerMonitor;
import io.socketio.jakarta.internal.core.socket.EngineContext;
import io.socketio.jakarta.internal.core.socket.LiveSockets;
import io.socketio.jakarta.internal.core.socket.ServerEnd;
import io.socketio.jakarta.internal.engine.EngineServer;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.SessionListener;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server of Engine.IO alone. Like the Socket.IO server, it is what takes the sessions of a {@link CoreEngine}. */
public final class RawServer implements EngineIo {

    private final EngineContext context;
    private final CoreEngine engine;
    private final HttpSessions httpSessions = new HttpSessions();
    private final ConcurrentMap<String, RawSocket> sockets = new ConcurrentHashMap<>();
    private final List<Consumer<EngineSocket>> listeners = new CopyOnWriteArrayList<>();

    /** Sockets whose close listeners have not all run. */
    private final LiveSockets live = new LiveSockets();

    private final ServerEnd end;

    private RawServer(EngineContext context) {
        this.context = context;
        this.engine = new CoreEngine(context, this::connect);
        this.end = new ServerEnd(context, live);
    }

    /**
     * @param executors the threads
     * @param scheduler runs timers; no user code
     */
    public static RawServer create(SocketIoOptions options, ServerExecutors executors, Scheduler scheduler) {
        return new RawServer(EngineContext.of(options, ServerMonitor.NONE, executors, scheduler, System::nanoTime));
    }

    private SessionListener connect(EngineSession session) {
        RawSocket socket = new RawSocket(context, this, session);
        live.onJoined();
        sockets.put(session.id(), socket);
        httpSessions.onOpened(socket);
        engine.onOpened(socket);
        return socket.open(listeners);
    }

    void onClosed(RawSocket socket) {
        sockets.remove(socket.id(), socket);
        httpSessions.onOver(socket);
    }

    /** The close listeners of a socket have run. */
    void onGone() {
        live.onGone();
    }

    /** Where the web layer hands over requests. */
    public EngineServer engineServer() {
        return engine.server();
    }

    /** The engine with the hooks of the application, which also empties the server. */
    public CoreEngine coreEngine() {
        return engine;
    }

    /** For whoever follows HttpSessions. */
    public HttpSessions httpSessions() {
        return httpSessions;
    }

    @Override
    public EngineIo onConnection(Consumer<EngineSocket> listener) {
        listeners.add(listener);
        return this;
    }

    @Override
    public Collection<EngineSocket> sockets() {
        return List.copyOf(sockets.values());
    }

    @Override
    public @Nullable EngineSocket socket(String id) {
        return sockets.get(id);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public SocketIoOptions options() {
        return context.options();
    }

    @Override
    public CompletionStage<@Nullable Void> drain(Duration duration) {
        return engine.drain(duration);
    }

    @Override
    public boolean isDraining() {
        return engine.isDraining() || end.hasBegun();
    }

    @Override
    public CompletionStage<Void> close() {
        return end.begin(engine::close);
    }

    @Override
    public String toString() {
        return "EngineIo[" + (end.hasBegun() ? "closed, " : "") + engine.clientsCount() + " connections]";
    }
}
