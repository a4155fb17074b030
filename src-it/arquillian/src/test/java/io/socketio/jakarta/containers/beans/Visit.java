package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Handshake;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** How a customer came. */
@RequestScoped
public class Visit {

    @Inject
    Handshake handshake;

    public String transportAtFirst() {
        return handshake.query().get("transport");
    }
}
