package io.socketio.jakarta.web;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.internal.core.CoreServer;
import io.socketio.jakarta.internal.core.connection.HttpSessions;
import io.socketio.jakarta.internal.core.http.CorsMiddleware;
import io.socketio.jakarta.internal.core.mailbox.ServerExecutors;
import io.socketio.jakarta.internal.core.raw.RawServer;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.internal.engine.http.EngineMiddleware;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.settings.WebSettings;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The backend of a deployed application: the whole server, with the payload codec and the parser of the application. */
final class CoreBackend {

    private static final Logger LOG = Loggers.SERVER;

    private CoreBackend() {}

    /**
     * Returns the factory for a web application.
     *
     * @param context of the application, whose codec is chosen when the backend is created
     */
    static Backend.Factory factory(ServletContext context, WebSettings settings) {
        if (settings.raw()) {
            return (options, executors, scheduler) -> raw(options, executors, scheduler, settings);
        }
        String server = settings.options().name();
        return factory(
                () -> PayloadCodecs.choose(context, server),
                address -> Clusters.choose(address, context, server),
                context.getClassLoader(),
                settings.closeWithHttpSession());
    }

    /**
     * Returns the factory for an application without a servlet context.
     *
     * @param codec chooses the codec; called when the backend is created
     * @param cluster chooses the cluster, given the address in the options, empty if there is none; returns null if the server is alone
     * @param application the class loader in which the parser is found
     */
    static Backend.Factory factory(
            Supplier<PayloadCodecs.Chosen> codec,
            Function<String, @Nullable Cluster> cluster,
            ClassLoader application,
            boolean closesWithHttpSession) {
        return (options, executors, scheduler) -> {
            PayloadCodecs.Chosen chosen = codec.get();
            ServerParts parts = Parsers.partsWith(options.parser(), chosen.codec(), application);
            Cluster joined = cluster.apply(options.cluster());
            CoreServer server = CoreServer.create(options, parts.with(Clusters.adapters(joined)), executors, scheduler);
            return create(server, chosen, joined, closesWithHttpSession);
        };
    }

    private static Backend create(
            CoreServer server, PayloadCodecs.Chosen codec, @Nullable Cluster cluster, boolean closesWithHttpSession) {
        HttpSessions httpSessions = server.connections().httpSessions();
        httpSessions.closeConnections(closesWithHttpSession);
        CorsOptions cors = server.options().cors();
        EngineMiddleware corsOfFiles = cors == null ? null : new CorsMiddleware(cors);
        return new Backend(
                server.engineServer(),
                server.coreEngine(),
                server,
                null,
                httpSessions,
                corsOfFiles,
                () -> close(server, codec, cluster));
    }

    private static Backend raw(
            SocketIoOptions options, ServerExecutors executors, Scheduler scheduler, WebSettings settings) {
        RawServer server = RawServer.create(options, executors, scheduler);
        server.httpSessions().closeConnections(settings.closeWithHttpSession());
        return new Backend(
                server.engineServer(), server.coreEngine(), null, server, server.httpSessions(), null, server::close);
    }

    private static CompletionStage<Void> close(
            CoreServer server, PayloadCodecs.Chosen codec, @Nullable Cluster cluster) {
        return server.close().whenComplete((done, failure) -> {
            Clusters.close(cluster);
            try {
                codec.close();
            } catch (Exception e) {
                LOG.log(Level.DEBUG, "the payload codec did not close in order", e);
            }
        });
    }
}
