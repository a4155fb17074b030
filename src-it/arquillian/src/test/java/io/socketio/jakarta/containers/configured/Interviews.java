package io.socketio.jakarta.containers.configured;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.List;

/** Asks clients in namespaces whose patience is configured, each in another place. */
@WebListener
public class Interviews implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SocketIoServer io = SocketIo.server(event.getServletContext());
        for (String name : List.of("/by-parameter", "/by-microprofile", "/by-property", "/patient")) {
            io.of(name).onConnection(socket -> socket.on("interview", Interviews::ask));
        }
    }

    /** Answers how it went. */
    private static void ask(Event interview) {
        interview
                .socket()
                .emitWithAck("question")
                .whenComplete((answer, failure) -> interview.ack(
                        failure == null ? "answered" : failure.getClass().getSimpleName()));
    }
}
