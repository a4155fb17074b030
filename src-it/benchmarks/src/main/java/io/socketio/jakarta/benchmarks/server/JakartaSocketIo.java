package io.socketio.jakarta.benchmarks.server;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContainerInitializer;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;

/** Our server with its defaults, in embedded Tomcat. */
final class JakartaSocketIo implements ServerUnderTest {

    private final AtomicInteger sockets = new AtomicInteger();

    @Override
    public int start() throws Exception {
        return EmbeddedTomcat.start((classes, context) -> {
            library().onStartup(classes, context);
            SocketIoServer io = SocketIo.server(context);
            io.onConnection(socket -> onConnection(io, socket));
        });
    }

    /** What a container finds in the jar; a context without a web application has to be told. */
    private static ServletContainerInitializer library() {
        for (ServletContainerInitializer found : ServiceLoader.load(ServletContainerInitializer.class)) {
            if (found.getClass().getPackage().equals(SocketIo.class.getPackage())) {
                return found;
            }
        }
        throw new IllegalStateException("socketio-jakarta registers no ServletContainerInitializer");
    }

    private void onConnection(SocketIoServer io, Socket socket) {
        sockets.incrementAndGet();
        socket.on("echo", event -> socket.emit("echo", event.arg(0)));
        socket.on("ack", event -> event.ack(event.arg(0)));
        socket.on("go", event -> io.emit("b", event.arg(0)));
        socket.onDisconnect(reason -> sockets.decrementAndGet());
    }

    @Override
    public int sockets() {
        return sockets.get();
    }
}
