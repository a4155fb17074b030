package io.socketio.jakarta.containers.several;

import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Listeners of the servers without beans. */
@WebListener
public class Echo implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SocketIo.server(event.getServletContext(), "root")
                .onConnection(socket -> socket.on("name", each -> each.ack("root")));
        SocketIo.engine(event.getServletContext(), "raw")
                .onConnection(socket -> socket.onMessage(text -> socket.send("you said " + text)));
    }
}
