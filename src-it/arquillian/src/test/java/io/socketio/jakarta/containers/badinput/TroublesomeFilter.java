package io.socketio.jakarta.containers.badinput;

import io.socketio.jakarta.filter.Exchange;
import io.socketio.jakarta.filter.Exchange.Phase;
import io.socketio.jakarta.filter.SocketIoFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Throws instead of proceeding, at the end, too. */
@ApplicationScoped
public class TroublesomeFilter implements SocketIoFilter {

    @Inject
    Trouble trouble;

    @Override
    public boolean appliesTo(String namespace) {
        return namespace.equals("/troubled");
    }

    @Override
    public @Nullable Object filter(Exchange exchange, Rest rest) throws Exception {
        if (isTrouble(exchange)) {
            trouble.make("filter");
        }
        return rest.proceed();
    }

    private static boolean isTrouble(Exchange exchange) {
        return exchange.phase() != Phase.CONNECTING
                && (exchange.event() == null || exchange.event().name().equals("event"));
    }
}
