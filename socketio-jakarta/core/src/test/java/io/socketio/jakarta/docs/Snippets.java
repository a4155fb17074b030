package io.socketio.jakarta.docs;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.HttpSessionAttributes;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.EmitOn;
import io.socketio.jakarta.annotation.SocketIoEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import java.util.logging.Logger;

final class Snippets {

    private Snippets() {}

    public static class Presence {

        private static final Logger LOG = Logger.getLogger("presence");

        void online(@Observes @Connected("/chat") Socket socket) {
            LOG.info(socket.id() + " is there");
        }

        void audit(@ObservesAsync @SocketIoEvent(namespace = "/chat", name = "new message") Event event) {
            LOG.info(event.socket().id() + " has written");
        }
    }

    public static class Colours {

        private static final Logger LOG = Logger.getLogger("colours");

        void remember(Socket socket, String colour) {
            socket.data().put("typing", true);
            HttpSessionAttributes session = socket.httpSession();
            if (session != null && session.isActive()) {
                session.set("colour", colour);
                LOG.info("before: " + session.attribute("theme", String.class));
            }
        }
    }

    @EmitOn(
            event = "order",
            namespace = "/orders",
            room = "customer-{customer}",
            during = TransactionPhase.AFTER_SUCCESS)
    public record OrderPlaced(int id, String customer) {}
}
