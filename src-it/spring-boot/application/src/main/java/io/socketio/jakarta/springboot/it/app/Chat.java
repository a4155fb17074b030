package io.socketio.jakarta.springboot.it.app;

import io.socketio.jakarta.SocketIoServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Gets the server when it is constructed, and again when the application runs. */
@Component
public class Chat implements ApplicationRunner {

    /** A payload without any annotation. */
    public record Order(String item, int count, List<String> tags) {}

    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final SocketIoServer io;
    private final ServerPort port;

    Chat(SocketIoServer io, ServerPort port) {
        this.io = io;
        this.port = port;
        io.onConnection(socket -> {
            socket.on("sum", event -> event.ack(event.arg(0, Integer.class) + event.arg(1, Integer.class)));
            socket.on("reverse", event -> event.ack((Object) reversed(event.arg(0, byte[].class))));
            socket.on(
                    "order",
                    Order.class,
                    (order, event) -> event.ack(new Order(order.item(), order.count() + 1, order.tags())));
            socket.on("push", Order.class, order -> socket.emit("pushed", order, "from the server"));
            socket.on("ask me", Integer.class, (number, event) -> socket.timeout(Duration.ofSeconds(5))
                    .emitWithAck("question", number)
                    .thenAccept(answer -> event.ack(answer.arg(0))));
            socket.onDisconnect(reason -> ends.add(reason + ", web server " + (port.isOpen() ? "open" : "closed")));
        });
    }

    @Override
    public void run(ApplicationArguments arguments) {
        io.of(
                "/chat",
                socket -> socket.on(
                        "message", String.class, text -> socket.broadcast().emit("message", text)));
    }

    /** Why sockets have ended, and whether the web server still took connections when their listeners ran. */
    public BlockingQueue<String> ends() {
        return ends;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
