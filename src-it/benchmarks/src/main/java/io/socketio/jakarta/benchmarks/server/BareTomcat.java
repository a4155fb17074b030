package io.socketio.jakarta.benchmarks.server;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The least that a Jakarta application could do: a WebSocket endpoint that mirrors the shape of the frames without any protocol behind it.
 * It has no long-polling, heartbeat, parser, rooms or limits.
 */
final class BareTomcat implements ServerUnderTest {

    private static final Set<BareOutbox> OUTBOXES = ConcurrentHashMap.newKeySet();

    @Override
    public int start() throws Exception {
        return EmbeddedTomcat.start((classes, context) -> register(context));
    }

    @Override
    public int sockets() {
        return OUTBOXES.size();
    }

    private static void register(ServletContext context) throws ServletException {
        ServerContainer container = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(Mirror.class, "/socket.io/")
                    .build());
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }

    /** One connection. */
    public static final class Mirror extends Endpoint implements MessageHandler.Whole<String> {

        private static final String OPEN =
                "0{\"sid\":\"bare\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}";
        private static final int ACK_ID_DIGITS = 7;
        private static final int ACK_HEAD = "42".length() + ACK_ID_DIGITS + "[\"ack\",".length();

        private final BareOutbox outbox = new BareOutbox();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, this);
            outbox.open(session.getAsyncRemote());
            OUTBOXES.add(outbox);
            outbox.send(OPEN);
        }

        @Override
        public void onMessage(String text) {
            if (text.startsWith("42[\"echo\"")) {
                outbox.send(text);
            } else if (text.startsWith("42[\"go\",")) {
                broadcast("42[\"b\"," + text.substring("42[\"go\",".length()));
            } else if (text.equals("40")) {
                outbox.send("40{\"sid\":\"bare\"}");
            } else if (text.startsWith("42")) {
                outbox.send("43" + text.substring(2, 2 + ACK_ID_DIGITS) + "[" + text.substring(ACK_HEAD));
            }
        }

        private static void broadcast(String text) {
            for (BareOutbox receiver : OUTBOXES) {
                receiver.send(text);
            }
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            OUTBOXES.remove(outbox);
        }

        @Override
        public void onError(Session session, Throwable failure) {
            OUTBOXES.remove(outbox);
        }
    }
}
