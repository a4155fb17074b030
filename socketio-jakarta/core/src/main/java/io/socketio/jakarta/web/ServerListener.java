package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.json.PayloadCodec;
import jakarta.servlet.ServletContext;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A part above the web layer that attaches to the server of an application. The {@link java.util.ServiceLoader} looks for listeners beside this
 * library only.
 */
public interface ServerListener {

    /**
     * Called when the application has started and accepts no requests yet, for each of its servers.
     *
     * @return the roles to record at the handshake if the user has them, see {@link io.socketio.jakarta.Handshake#roles()}
     * @throws RuntimeException if the application must not start
     */
    Set<String> onStart(ServletContext context, SocketIoServer server);

    /** Called when the application has started, for each server of Engine.IO alone. */
    default void onStart(ServletContext context, EngineIo server) {}

    /**
     * Called when every server of the application has been registered, and before the first request.
     *
     * @param servers their names, see {@link io.socketio.jakarta.options.SocketIoOptions#name()}; the empty one is that of the default server
     */
    default void onComplete(ServletContext context, Set<String> servers) {}

    /**
     * Returns which classes this listener knows: they handle events, or are deliberately excluded. Called after {@link #onStart}.
     *
     * @return null if nothing is available that could know the classes
     */
    default @Nullable Predicate<Class<?>> knownClasses(ServletContext context) {
        return null;
    }

    /**
     * Returns the codec that the application provides through the technology of this listener, for example as a bean. Called once while the
     * application starts, possibly before {@link #onStart}.
     *
     * @return the codec, which the application itself closes; or null if it provides none
     * @throws RuntimeException if the application must not start, for example because it provides two
     */
    default @Nullable PayloadCodec payloadCodec(ServletContext context) {
        return null;
    }

    /**
     * Returns the cluster that the application provides for one of its servers, under the conditions of {@link #payloadCodec}.
     *
     * @param server name of the server; empty for the default one
     * @return null if the application provides none
     */
    default @Nullable Cluster cluster(ServletContext context, String server) {
        return null;
    }
}
