package io.socketio.jakarta.containers.badinput;

import io.socketio.jakarta.filter.Exchange;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Throws instead of proceeding, but at the end after it. */
@Troublesome
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class TroublesomeInterceptor {

    @Inject
    Exchange exchange;

    @Inject
    Trouble trouble;

    @AroundInvoke
    @Nullable
    Object intercept(InvocationContext call) throws Exception {
        boolean isEnd = exchange.phase() == Exchange.Phase.DISCONNECT;
        Object result = isEnd ? call.proceed() : null;
        if (!call.getMethod().getName().equals("alive")) {
            trouble.make("interceptor");
        }
        return isEnd ? result : call.proceed();
    }
}
