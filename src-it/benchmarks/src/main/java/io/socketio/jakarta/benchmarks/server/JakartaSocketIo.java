package io.socketio.jakarta.benchmarks.server;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import io.socketio.jakarta.web.SocketIoInitializer;
import java.util.concurrent.atomic.AtomicInteger;

/** Our server with its defaults, in embedded Tomcat. */
final class JakartaSocketIo implements ServerUnderTest {

    private final AtomicInteger sockets = new AtomicInteger();

    @Override
    public int start() throws Exception {
        return EmbeddedTomcat.start((classes, context) -> {
            new SocketIoInitializer().onStartup(classes, context);
            SocketIoServer io = SocketIo.server(context);
            io.onConnection(socket -> onConnection(io, socket));
        });
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
