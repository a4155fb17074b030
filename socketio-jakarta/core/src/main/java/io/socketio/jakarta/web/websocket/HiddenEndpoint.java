package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.web.container.TyrusUpgrade;
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
 * The endpoint that is registered with the container. Most containers never use it: the servlet provides its own configuration. Tyrus upgrades only
 * to registered endpoints; there this one delegates to the endpoint that the servlet {@linkplain TyrusUpgrade passes on}. It refuses clients that
 * request its path.
 *
 * <p>Not for applications; public because Tyrus calls its methods by reflection.
 */
public final class HiddenEndpoint extends Endpoint {

    /** Set by {@link #onOpen}; null if the request came directly from a client. */
    private @Nullable Endpoint target;

    HiddenEndpoint() {}

    public static ServerEndpointConfig config(HiddenPath path) {
        return ServerEndpointConfig.Builder.create(HiddenEndpoint.class, path.path())
                .configurator(new SecretCheck(path))
                .build();
    }

    /** Called by the container. */
    @Override
    public void onOpen(Session session, EndpointConfig config) {
        target = TyrusUpgrade.endpointOf(session);
        if (target != null) {
            target.onOpen(session, config);
            return;
        }
        try {
            session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, null));
        } catch (IOException e) {
            // The session is already closed, as intended.
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

    private static final class SecretCheck extends ServerEndpointConfig.Configurator {

        private final HiddenPath path;

        SecretCheck(HiddenPath path) {
            this.path = path;
        }

        @Override
        public boolean checkOrigin(@Nullable String origin) {
            return path.admits(origin);
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
