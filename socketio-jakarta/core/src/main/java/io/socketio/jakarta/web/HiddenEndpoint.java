package io.socketio.jakarta.web;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;

/**
 * The endpoint that is registered with the container. Our servlet brings its own configuration and never reaches this one; a client that asks for the
 * path directly is refused.
 */
final class HiddenEndpoint extends Endpoint {

    static ServerEndpointConfig config(String path) {
        return ServerEndpointConfig.Builder.create(HiddenEndpoint.class, path)
                .configurator(new Refusing())
                .build();
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        try {
            session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, null));
        } catch (IOException e) {
            // Gone already, as it should be.
        }
    }

    private static final class Refusing extends ServerEndpointConfig.Configurator {

        @Override
        public boolean checkOrigin(String origin) {
            return false;
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            throw new IllegalStateException("this endpoint takes no connections");
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new HiddenEndpoint());
        }
    }
}
