package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** A namespace without a bean. */
@WebListener
public class Plain implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SocketIo.server(event.getServletContext())
                .of("/plain")
                .onConnection(socket -> socket.on("echo", echo -> echo.ack(echo.arg(0))));
    }
}
