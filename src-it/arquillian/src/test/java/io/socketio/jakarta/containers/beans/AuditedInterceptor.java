package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.filter.Exchange;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes each call; refuses those who say that they are intruders, and lets those who are held go no further. */
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
        Map<String, ?> auth = exchange.socket().handshake().auth();
        boolean isConnecting = exchange.phase() == Exchange.Phase.CONNECTING;
        if (isConnecting && auth.containsKey("intruder")) {
            throw new ConnectRefused("intercepted", Map.of("by", "audit"));
        }
        if (isConnecting && auth.containsKey("held")) {
            return null;
        }
        notes.addWithin(exchange, context.getMethod().getName() + ": " + exchange.phase() + details());
        return context.proceed();
    }

    private String details() {
        Event event = exchange.event();
        DisconnectReason reason = exchange.reason();
        return (event == null ? "" : " " + event.name() + event.toList()) + (reason == null ? "" : " " + reason.text());
    }
}
