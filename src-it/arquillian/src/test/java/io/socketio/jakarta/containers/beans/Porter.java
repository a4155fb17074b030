package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.filter.Exchange;
import io.socketio.jakarta.filter.SocketIoFilter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Stands in front of all namespaces, behind the {@link Doorman}. */
@ApplicationScoped
@Priority(2)
public class Porter implements SocketIoFilter {

    @Inject
    Notes notes;

    @Override
    public @Nullable Object filter(Exchange exchange, Rest rest) throws Exception {
        if (!exchange.namespace().name().equals("/notes")) {
            notes.addWithin(exchange, "porter " + exchange.phase());
        }
        return rest.proceed();
    }
}
