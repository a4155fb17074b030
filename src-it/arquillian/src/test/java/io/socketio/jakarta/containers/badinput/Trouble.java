package io.socketio.jakarta.containers.badinput;

import io.socketio.jakarta.containers.beans.Notes;
import io.socketio.jakarta.filter.Exchange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Who is to throw around the handlers of a socket: its client says so. */
@ApplicationScoped
public class Trouble {

    @Inject
    Exchange exchange;

    @Inject
    Notes notes;

    public void make(String thrower) {
        if (thrower.equals(exchange.socket().handshake().auth().get("thrower"))) {
            notes.add(exchange.socket().id(), thrower + " throws in " + exchange.phase());
            throw new IllegalStateException("secret of the " + thrower);
        }
    }
}
