package io.socketio.jakarta.sample;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.filter.Exchange;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** An interceptor as any other; what is going on it reads from the {@link Exchange}. */
@MembersOnly
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class MembersOnlyInterceptor {

    @Inject
    Member member;

    @Inject
    Exchange exchange;

    @AroundInvoke
    @Nullable
    Object requireMember(InvocationContext call) throws Exception {
        Event event = exchange.event();
        if (event != null && !member.hasJoined()) {
            throw new EventRefused("'" + event.name() + "' is for members: join first");
        }
        return call.proceed();
    }
}
