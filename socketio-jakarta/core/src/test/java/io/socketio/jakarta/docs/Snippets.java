package io.socketio.jakarta.docs;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.EmitOn;
import io.socketio.jakarta.annotation.EveryNamespace;
import io.socketio.jakarta.annotation.SocketIoEvent;
import io.socketio.jakarta.filter.Exchange;
import io.socketio.jakarta.filter.SocketIoFilter;
import io.socketio.jakarta.session.HttpSessionAttributes;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.logging.Logger;

final class Snippets {

    private static final Logger LOG = Logger.getLogger("guide");

    private Snippets() {}

    public static class Presence {

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

    @EveryNamespace
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Timing {

        @Inject
        Exchange exchange;

        @AroundInvoke
        Object time(InvocationContext call) throws Exception {
            long start = System.nanoTime();
            try {
                return call.proceed();
            } finally {
                LOG.info(exchange.phase() + " took " + (System.nanoTime() - start) + " ns");
            }
        }
    }

    @ApplicationScoped
    @Priority(10)
    public static class Maintenance implements SocketIoFilter {

        private volatile boolean isOn;

        public void set(boolean on) {
            isOn = on;
        }

        @Override
        public Object filter(Exchange exchange, Rest rest) throws Exception {
            if (isOn && exchange.phase() == Exchange.Phase.CONNECTING) {
                throw new ConnectRefused("closed for maintenance");
            }
            return rest.proceed();
        }
    }

    @EmitOn(
            event = "order",
            namespace = "/orders",
            room = "customer-{customer}",
            during = TransactionPhase.AFTER_SUCCESS)
    public record OrderPlaced(int id, String customer) {}
}
