package io.socketio.jakarta.containers.beans;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Never proceeds. */
@Silenced
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class SilencedInterceptor {

    @AroundInvoke
    @Nullable
    Object silence(InvocationContext context) {
        return null;
    }
}
