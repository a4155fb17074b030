package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.annotation.EveryNamespace;
import io.socketio.jakarta.filter.Exchange;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Notes the calls of all namespace beans, none of which asks for it. */
@EveryNamespace
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class Journal {

    @Inject
    Exchange exchange;

    @Inject
    Notes notes;

    @AroundInvoke
    @Nullable
    Object write(InvocationContext call) throws Exception {
        Method method = call.getMethod();
        // The bean of the notes is one of them, too.
        if (method.getDeclaringClass() != Notes.class) {
            notes.add("journal " + exchange.socket().id(), exchange.phase() + " " + method.getName());
        }
        return call.proceed();
    }
}
