package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.SocketIoOptions;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.internal.engine.EngineServer;
import io.socketio.jakarta.internal.engine.Scheduler;
import io.socketio.jakarta.json.PayloadCodec;
import java.util.concurrent.Executor;

/** The server itself: joins the engine below with the namespaces above. */
public abstract class CoreServer implements SocketIoServer {

    /**
     * @param executor runs all user code
     * @param scheduler runs timers; no user code
     */
    public static CoreServer create(
            SocketIoOptions options, PayloadCodec codec, Executor executor, Scheduler scheduler) {
        throw new UnsupportedOperationException();
    }

    /** Where the web layer hands over requests. */
    public abstract EngineServer engineServer();
}
