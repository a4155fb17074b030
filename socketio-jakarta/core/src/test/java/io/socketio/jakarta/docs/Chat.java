package io.socketio.jakarta.docs;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.Map;

@WebListener
public class Chat implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        SocketIoServer io = SocketIo.server(event.getServletContext());
        io.onConnection(socket -> {
            socket.on("new message", String.class, text -> socket.broadcast()
                    .emit("new message", Map.of("from", socket.id(), "message", text)));
            socket.on("sum", e -> e.ack(e.arg(0, Integer.class) + e.arg(1, Integer.class)));
        });
    }
}
