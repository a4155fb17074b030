package io.socketio.jakarta.containers.carrier;

import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.WebSocketImplementation;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Registers the server with the carrier that its context parameter names, whatever the settings of this run say. */
@WebListener
public class ChosenCarrier implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SocketIoOptions options = SocketIoOptions.builder()
                .webSocket(WebSocketImplementation.valueOf(
                        event.getServletContext().getInitParameter("carrier")))
                .build();
        SocketIo.register(event.getServletContext(), options).onConnection(socket -> {
            socket.on("echo", message -> socket.emit("echo", message.toList().toArray()));
            socket.on("ask", message -> message.ack(message.toList().toArray()));
            socket.on("close", message -> socket.disconnect(true));
        });
    }
}
