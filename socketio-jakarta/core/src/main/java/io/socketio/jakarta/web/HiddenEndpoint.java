package io.socketio.jakarta.web;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint that is registered with the container. Most containers never come here: the servlet brings its own configuration. Tyrus upgrades only to
 * registered endpoints; there this one stands in for what the servlet {@linkplain Handover hands over}. Clients that ask for its path are refused.
 *
 * <p>Not for applications; public because Tyrus calls its methods by reflection.
 */
public final class HiddenEndpoint extends Endpoint {

    /** Set by {@link #onOpen}; null when nothing was handed over. */
    private @Nullable SocketIoEndpoint target;

    HiddenEndpoint() {}

    static ServerEndpointConfig config(Passage passage) {
        return ServerEndpointConfig.Builder.create(HiddenEndpoint.class, passage.path())
                .configurator(new Doorkeeper(passage))
                .build();
    }

    /** Called by the container. */
    @Override
    public void onOpen(Session session, EndpointConfig config) {
        if (session.getUserPrincipal() instanceof Handover handover) {
            target = handover.endpoint();
            target.onOpen(session, config);
            return;
        }
        try {
            session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, null));
        } catch (IOException e) {
            // Gone already, as it should be.
        }
    }

    /** Called by the container. */
    @Override
    public void onError(Session session, Throwable cause) {
        if (target != null) {
            target.onError(session, cause);
        }
    }

    /** Called by the container. */
    @Override
    public void onClose(Session session, CloseReason reason) {
        if (target != null) {
            target.onClose(session, reason);
        }
    }

    private static final class Doorkeeper extends ServerEndpointConfig.Configurator {

        private final Passage passage;

        Doorkeeper(Passage passage) {
            this.passage = passage;
        }

        @Override
        public boolean checkOrigin(@Nullable String origin) {
            return passage.admits(origin);
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return UpgradeConfig.first(requested);
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new HiddenEndpoint());
        }
    }
}
