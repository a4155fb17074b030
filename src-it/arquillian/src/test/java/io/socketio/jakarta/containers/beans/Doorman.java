package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.filter.Exchange;
import io.socketio.jakarta.filter.SocketIoFilter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Stands in front of one namespace. */
@ApplicationScoped
@Priority(1)
public class Doorman implements SocketIoFilter {

    @Inject
    Notes notes;

    @Override
    public boolean appliesTo(String namespace) {
        return namespace.equals("/guarded");
    }

    /** Who is to be ignored while connecting gets no further, and is refused for that. */
    @Override
    public @Nullable Object filter(Exchange exchange, Rest rest) throws Exception {
        boolean isIgnored = exchange.socket().handshake().auth().containsKey("ignored");
        if (exchange.phase() == Exchange.Phase.CONNECTING && isIgnored) {
            return null;
        }
        if (exchange.event() != null && exchange.event().name().equals("forbidden")) {
            throw new EventRefused("stopped by the doorman");
        }
        notes.addWithin(exchange, "doorman " + exchange.phase());
        return rest.proceed();
    }
}
