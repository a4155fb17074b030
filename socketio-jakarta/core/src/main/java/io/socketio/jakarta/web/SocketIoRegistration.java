package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.container.TomcatWebSocket;
import io.socketio.jakarta.web.settings.WebSettings;
import io.socketio.jakarta.web.settings.WebSettings.VirtualThreads;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server that exists before its web application does, and may outlive it. For frameworks that create their objects first and start an embedded
 * container with them, such as Spring Boot: {@link #server()} works at any time, {@link #register} puts the server into the web application, and only
 * {@link #close()} ends it. Applications with a servlet context in their hands use {@link SocketIo#register} instead. Thread-safe.
 *
 * @since 0.1
 */
public final class SocketIoRegistration implements AutoCloseable {

    private final ServerRuntime runtime;

    private SocketIoRegistration(Builder builder) {
        WebSettings settings = new WebSettings(
                true,
                builder.virtualThreads,
                builder.executor,
                builder.threads,
                builder.threadsPerConnection,
                builder.smallBuffers,
                builder.closeWithHttpSession,
                builder.drainTimeout,
                false,
                builder.options);
        PayloadCodec codec = builder.codec;
        Cluster cluster = builder.cluster;
        ClassLoader loader = builder.loader;
        runtime = new ServerRuntime(
                settings,
                CoreBackend.factory(
                        () -> PayloadCodecs.choose(codec, loader),
                        address -> cluster == null ? Clusters.ofAddress(address, loader) : cluster,
                        loader,
                        settings.closeWithHttpSession()),
                loader);
    }

    /** A builder with these options; what it sets besides concerns the deployment, and has the defaults of docs/configuration.md. */
    public static Builder builder(SocketIoOptions options) {
        return new Builder(options);
    }

    /**
     * The server. The first call creates it, with its threads.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public SocketIoServer server() {
        return runtime.server();
    }

    /**
     * Adds the servlet of the server to a web application, at the path of its options, as {@link SocketIo#register} does. When that application ends,
     * the server can be registered with another one. Clients that are connected meanwhile lose their connection; the server is not closed.
     *
     * @throws IllegalStateException as for {@link SocketIo#register}, and after {@link #close()}
     */
    public void register(ServletContext context) {
        if (runtime.settings().smallBuffers()) {
            TomcatWebSocket.noteEndpoints(context, null);
        }
        Deployment.register(context, runtime).followContext();
    }

    /** Closes every connection, for a container that pauses. The server goes on, and clients may come again. */
    public void disconnectClients() {
        runtime.disconnectClients();
    }

    /**
     * Closes the server, as {@link SocketIoServer#close()} does, after a drain if the builder has given it time for that, waits up to 5 s for the
     * disconnect listeners, and ends the threads. Requests that come later are refused. Idempotent.
     */
    @Override
    public void close() {
        runtime.close();
    }

    /**
     * Makes a {@link SocketIoRegistration}. Not thread-safe.
     *
     * @since 0.1
     */
    public static final class Builder {

        private final SocketIoOptions options;
        private VirtualThreads virtualThreads = VirtualThreads.AUTO;
        private String executor = "";
        private int threadsPerConnection;
        private int threads = WebSettings.DEFAULT_THREADS;
        private boolean smallBuffers;
        private boolean closeWithHttpSession = true;
        private Duration drainTimeout = Duration.ZERO;
        /** Null: what is offered to the class loader. */
        private @Nullable PayloadCodec codec;
        /** Null: the server is alone. */
        private @Nullable Cluster cluster;

        private ClassLoader loader = SocketIoRegistration.class.getClassLoader();

        private Builder(SocketIoOptions options) {
            this.options = options;
        }

        /** Whether listeners run on virtual threads; default: where the JDK has them (21 or newer) and the container has no managed thread factory. */
        public Builder virtualThreads(boolean virtualThreads) {
            this.virtualThreads = virtualThreads ? VirtualThreads.ALWAYS : VirtualThreads.NEVER;
            return this;
        }

        /** JNDI name of an executor for listeners; default: threads of the library. */
        public Builder executor(String name) {
            this.executor = name;
            return this;
        }

        /** Most threads for listeners that one connection occupies; default a quarter, and no limit on virtual threads. @throws IllegalArgumentException if not positive */
        public Builder threadsPerConnection(int threads) {
            if (threads <= 0) {
                throw new IllegalArgumentException("threadsPerConnection must be positive, but is " + threads);
            }
            this.threadsPerConnection = threads;
            return this;
        }

        /** Most platform threads for listeners; default 64. @throws IllegalArgumentException if not positive */
        public Builder threads(int threads) {
            if (threads <= 0) {
                throw new IllegalArgumentException("threads must be positive, but is " + threads);
            }
            this.threads = threads;
            return this;
        }

        /** Whether sockets close when the HttpSession of their first request ends; default true. */
        public Builder closeWithHttpSession(boolean closeWithHttpSession) {
            this.closeWithHttpSession = closeWithHttpSession;
            return this;
        }

        /**
         * How long {@link SocketIoRegistration#close} may take to {@linkplain SocketIoServer#drain drain} the server; default 0: clients are
         * disconnected at once.
         *
         * @throws IllegalArgumentException if it is not between 0 and 1 hour
         */
        public Builder drainTimeout(Duration timeout) {
            if (timeout.isNegative() || timeout.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException("drainTimeout must be 0 to 1 hour, but is " + timeout);
            }
            this.drainTimeout = timeout;
            return this;
        }

        /**
         * Whether Tomcat's default size of WebSocket buffers is lowered, which saves 16 KiB for each connection; default false. For other WebSocket
         * endpoints of the application the same figure limits a message.
         */
        public Builder smallBuffers(boolean smallBuffers) {
            this.smallBuffers = smallBuffers;
            return this;
        }

        /**
         * Reads and writes payloads; it stays the application's to close. Default: what is found through
         * {@link io.socketio.jakarta.json.PayloadCodecProvider}.
         */
        public Builder payloadCodec(PayloadCodec codec) {
            this.codec = codec;
            return this;
        }

        /** Joins this server with others; default: none, the server is alone. */
        public Builder cluster(Cluster cluster) {
            this.cluster = cluster;
            return this;
        }

        /** The class loader of the application, which its threads have as context class loader; default that of the library. */
        public Builder classLoader(ClassLoader loader) {
            this.loader = loader;
            return this;
        }

        /** The registration. It has no server and no thread yet; the first call of {@link SocketIoRegistration#server} creates them. */
        public SocketIoRegistration build() {
            return new SocketIoRegistration(this);
        }
    }
}
