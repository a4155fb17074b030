package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.cdi.Exchange;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes each call, and refuses those who say that they are intruders. */
@Audited
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class AuditedInterceptor {

    @Inject
    Exchange exchange;

    @Inject
    Notes notes;

    @AroundInvoke
    @Nullable
    Object audit(InvocationContext context) throws Exception {
        if (exchange.phase() == Exchange.Phase.CONNECTING
                && exchange.socket().handshake().auth().containsKey("intruder")) {
            throw new ConnectRefused("intercepted", Map.of("by", "audit"));
        }
        String event = exchange.event() == null ? "" : " " + exchange.event().name();
        notes.add(exchange.socket().id(), exchange.phase() + event + " " + context.getParameters().length);
        return context.proceed();
    }
}
