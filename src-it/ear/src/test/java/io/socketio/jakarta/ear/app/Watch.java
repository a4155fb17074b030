package io.socketio.jakarta.ear.app;

import io.socketio.jakarta.annotation.EveryNamespace;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Surrounds the handlers of this WAR. */
@EveryNamespace
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class Watch {

    @Inject
    Journal journal;

    @AroundInvoke
    Object note(InvocationContext call) throws Exception {
        journal.add("intercepted " + call.getMethod().getName());
        return call.proceed();
    }
}
