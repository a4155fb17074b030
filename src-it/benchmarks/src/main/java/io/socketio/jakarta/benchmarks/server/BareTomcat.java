package io.socketio.jakarta.benchmarks.server;

import static java.util.Objects.requireNonNull;

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
import org.jspecify.annotations.Nullable;

/**
 * The least that a Jakarta application could do: a WebSocket endpoint that mirrors the shape of the frames without any protocol behind it.
 * It has no long-polling, heartbeat, parser, rooms or limits.
 */
final class BareTomcat implements ServerUnderTest {

    private static final Set<BareOutbox> OUTBOXES = ConcurrentHashMap.newKeySet();

    private static boolean blocking;

    /** @param blocking whether sends wait for the socket */
    BareTomcat(boolean blocking) {
        // The container makes the endpoints, so they find this in a static field; there is one server for each process.
        BareTomcat.blocking = blocking;
    }

    @Override
    public int start() throws Exception {
        return EmbeddedTomcat.start((classes, context) -> register(context));
    }

    @Override
    public int sockets() {
        return OUTBOXES.size();
    }

    static void register(ServletContext context) throws ServletException {
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

        private @Nullable BareOutbox outbox;

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, this);
            BareOutbox opened = blocking ? BareOutbox.blocking(session) : new AsyncOutbox(session.getAsyncRemote());
            outbox = opened;
            OUTBOXES.add(opened);
            opened.send(OPEN);
        }

        @Override
        public void onMessage(String text) {
            BareOutbox outbox = requireNonNull(this.outbox);
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
            OUTBOXES.remove(requireNonNull(outbox));
        }

        @Override
        public void onError(Session session, Throwable failure) {
            OUTBOXES.remove(requireNonNull(outbox));
        }
    }
}
