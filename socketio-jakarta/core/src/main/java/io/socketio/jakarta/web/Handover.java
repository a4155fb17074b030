package io.socketio.jakarta.web;

import java.security.Principal;

/**
 * Brings the endpoint of one connection through a container that accepts no configuration with an upgrade. Of all that the container carries from the
 * request to the session, the principal is the one object that no client can make.
 */
record Handover(SocketIoEndpoint endpoint) implements Principal {

    @Override
    public String getName() {
        return "";
    }
}
