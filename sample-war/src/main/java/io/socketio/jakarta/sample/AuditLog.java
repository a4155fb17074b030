package io.socketio.jakarta.sample;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.Disconnected;
import io.socketio.jakarta.annotation.SocketIoEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Writes down what happens in the namespaces, which do not know of it: plain CDI observers. */
@ApplicationScoped
public class AuditLog {

    private static final Logger LOG = System.getLogger(AuditLog.class.getName());

    void came(@Observes @Connected("/") Socket socket) {
        LOG.log(Level.INFO, () -> socket.id() + " came, " + here(socket) + " are here");
    }

    void left(@Observes @Disconnected("/") Socket socket) {
        LOG.log(Level.INFO, () -> socket.id() + " left, " + here(socket) + " are here");
    }

    /** On another thread, while the handler runs. */
    void removed(@ObservesAsync @SocketIoEvent(namespace = "/todo", name = "todo:remove") Event event) {
        LOG.log(Level.INFO, () -> event.socket().id() + " removes a todo");
    }

    private static int here(Socket socket) {
        return socket.namespace().sockets().size();
    }
}
