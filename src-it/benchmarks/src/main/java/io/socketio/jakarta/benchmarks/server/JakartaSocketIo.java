package io.socketio.jakarta.benchmarks.server;

import io.socketio.jakarta.EventListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import io.socketio.jakarta.web.SocketIoInitializer;
import java.util.concurrent.atomic.AtomicInteger;

/** Our server with its defaults, in embedded Tomcat. */
final class JakartaSocketIo implements ServerUnderTest {

    private final String carrier;
    private final boolean nonBlocking;
    private final AtomicInteger sockets = new AtomicInteger();

    /**
     * @param carrier of WebSocket connections, as {@code socketio.websocket} names it
     * @param nonBlocking whether the listeners are declared so
     */
    JakartaSocketIo(String carrier, boolean nonBlocking) {
        this.carrier = carrier;
        this.nonBlocking = nonBlocking;
    }

    @Override
    public int start() throws Exception {
        return EmbeddedTomcat.start((classes, context) -> {
            context.setInitParameter("socketio.websocket", carrier);
            String cluster = System.getProperty("benchmarks.cluster");
            if (cluster != null) {
                context.setInitParameter("socketio.cluster", cluster);
            }
            new SocketIoInitializer().onStartup(classes, context);
            listen(SocketIo.server(context));
        });
    }

    /** Adds the three listeners. */
    void listen(SocketIoServer io) {
        io.onConnection(socket -> onConnection(io, socket));
    }

    private void onConnection(SocketIoServer io, Socket socket) {
        sockets.incrementAndGet();
        socket.on("echo", declared(event -> socket.emit("echo", event.arg(0))));
        socket.on("ack", declared(event -> event.ack(event.arg(0))));
        socket.on("go", declared(event -> io.emit("b", event.arg(0))));
        if (Boolean.getBoolean("benchmarks.rooms")) {
            socket.on("join", event -> {
                socket.join(event.arg(0, String.class));
                socket.emit("joined");
            });
            socket.on("to", event -> io.to(event.arg(0, String.class)).emit("b", event.arg(1)));
        }
        socket.onDisconnect(reason -> sockets.decrementAndGet());
    }

    private EventListener declared(EventListener listener) {
        return nonBlocking ? EventListener.nonBlocking(listener) : listener;
    }

    @Override
    public int sockets() {
        return sockets.get();
    }
}
