package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.web.http.HeaderList;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The endpoint configuration for the upgrade of one connection. The container keeps it as long as the connection lives, so it holds little data. */
final class UpgradeConfig extends ServerEndpointConfig.Configurator implements ServerEndpointConfig {

    private static final String DEFLATE = "permessage-deflate";

    private final String path;
    private final SocketIoEndpoint endpoint;
    private final boolean deflate;
    private final Map<String, Object> userProperties = new HashMap<>(0);

    /** Null after the handshake. */
    private @Nullable HeaderList headers;

    /** @param path the hidden path at which an endpoint is registered */
    UpgradeConfig(String path, SocketIoEndpoint endpoint, boolean deflate, HeaderList headers) {
        this.path = path;
        this.endpoint = endpoint;
        this.deflate = deflate;
        this.headers = headers;
    }

    @Override
    public boolean checkOrigin(String origin) {
        return true;
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return first(requested);
    }

    /**
     * Returns the first subprotocol that the client offers, or an empty string: browsers fail the connection if they offer some and the server
     * selects none.
     */
    static String first(List<String> requested) {
        return requested.isEmpty() ? "" : requested.get(0);
    }

    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        List<Extension> negotiated = new ArrayList<>();
        for (Extension extension : requested) {
            if (deflate && extension.getName().equals(DEFLATE)) {
                negotiated.add(extension);
            }
        }
        return negotiated;
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        HeaderList headers = this.headers;
        this.headers = null;
        if (headers != null) {
            headers.forEach((name, value) -> response.getHeaders()
                    .computeIfAbsent(name, any -> new ArrayList<>(1))
                    .add(value));
        }
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(endpoint);
    }

    @Override
    public Class<?> getEndpointClass() {
        return SocketIoEndpoint.class;
    }

    @Override
    public String getPath() {
        return path;
    }

    @Override
    public List<String> getSubprotocols() {
        return List.of();
    }

    @Override
    public List<Extension> getExtensions() {
        return List.of();
    }

    @Override
    public Configurator getConfigurator() {
        return this;
    }

    @Override
    public List<Class<? extends Encoder>> getEncoders() {
        return List.of();
    }

    @Override
    public List<Class<? extends Decoder>> getDecoders() {
        return List.of();
    }

    @Override
    public Map<String, Object> getUserProperties() {
        return userProperties;
    }
}
