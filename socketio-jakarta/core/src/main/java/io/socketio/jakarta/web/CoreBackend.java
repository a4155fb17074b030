package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.core.CoreServer;
import io.socketio.jakarta.internal.core.http.CorsMiddleware;
import io.socketio.jakarta.internal.engine.http.EngineMiddleware;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The backend of a deployed application: the whole server, with JSON-B when the container or the application brings it. */
final class CoreBackend {

    private static final Logger LOG = System.getLogger(CoreBackend.class.getName());

    private CoreBackend() {}

    /** @param closesWithHttpSession whether connections end with the HttpSession that they began in */
    static Backend.Factory factory(boolean closesWithHttpSession) {
        return (options, executor, scheduler) -> create(options, executor, scheduler, closesWithHttpSession);
    }

    private static Backend create(
            SocketIoOptions options, Executor executor, Scheduler scheduler, boolean closesWithHttpSession) {
        PayloadCodec codec = codec();
        CoreServer server = CoreServer.create(options, codec, executor, scheduler);
        server.connections().closeWithHttpSession(closesWithHttpSession);
        CorsOptions cors = options.cors();
        EngineMiddleware corsOfFiles = cors == null ? null : new CorsMiddleware(cors);
        return new Backend(server.engineServer(), server, corsOfFiles, () -> close(server, codec));
    }

    private static PayloadCodec codec() {
        try {
            return new JsonbPayloadCodec();
        } catch (JsonbException | JsonException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "SIO-0305 no JSON-B implementation is there; only strings, numbers, booleans, byte[] and maps, lists and arrays of them"
                            + " can be sent, and only the first four received. Deploy socketio-jakarta-standalone with the application.");
            LOG.log(Level.DEBUG, "JSON-B cannot be used", e);
            return new ScalarsOnlyCodec();
        }
    }

    private static CompletionStage<Void> close(CoreServer server, PayloadCodec codec) {
        return server.close().whenComplete((done, failure) -> {
            if (codec instanceof JsonbPayloadCodec jsonb) {
                jsonb.close();
            }
        });
    }
}
