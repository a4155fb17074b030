package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.internal.core.connection.HttpSessions;
import io.socketio.jakarta.internal.core.http.CoreEngine;
import io.socketio.jakarta.internal.core.mailbox.ServerExecutors;
import io.socketio.jakarta.internal.engine.EngineServer;
import io.socketio.jakarta.internal.engine.http.EngineMiddleware;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine and the server behind the servlet.
 *
 * @param engine handles the requests
 * @param core the same with the hooks of the application, which also empties the server; null where there are none
 * @param server the API that the application uses; null when there is no Socket.IO above the engine
 * @param raw the API of a server of Engine.IO alone; otherwise null
 * @param httpSessions is told what becomes of HttpSessions; null when nobody follows them
 * @param cors adds the CORS headers to the client files and responds to their preflight requests; null without the option
 * @param close closes the backend; completes when the disconnect listeners have run
 */
record Backend(
        EngineServer engine,
        @Nullable CoreEngine core,
        @Nullable SocketIoServer server,
        @Nullable EngineIo raw,
        @Nullable HttpSessions httpSessions,
        @Nullable EngineMiddleware cors,
        Supplier<CompletionStage<Void>> close) {

    /** Creates a backend that uses the threads of the deployment. */
    @FunctionalInterface
    interface Factory {
        Backend create(SocketIoOptions options, ServerExecutors executors, Scheduler scheduler);
    }
}
