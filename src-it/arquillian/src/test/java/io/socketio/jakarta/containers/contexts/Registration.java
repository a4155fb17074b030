package io.socketio.jakarta.containers.contexts;

import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Registers the server if the library was told not to. */
@WebListener
public class Registration implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if ("false".equals(event.getServletContext().getInitParameter("socketio.enabled"))) {
            SocketIo.register(event.getServletContext(), SocketIoOptions.defaults());
        }
    }
}
