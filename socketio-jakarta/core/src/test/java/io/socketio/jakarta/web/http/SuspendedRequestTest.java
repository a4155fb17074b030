package io.socketio.jakarta.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SuspendedRequestTest {

    private SuspendedRequestListener registered = new SuspendedRequestListener();

    private final AsyncContext context = container(AsyncContext.class, (proxy, method, arguments) -> {
        if (method.getName().equals("addListener")) {
            registered = (SuspendedRequestListener) arguments[0];
        }
        return null;
    });
    private final HttpServletRequest request =
            container(HttpServletRequest.class, (proxy, method, arguments) -> context);
    private final HttpServletResponse response =
            container(HttpServletResponse.class, (proxy, method, arguments) -> null);

    /** A thread of the container may refer to the listener for as long as it lives. */
    @Test
    void listenerOfACompletedRequestNoLongerRefersToIt() {
        AtomicInteger ends = new AtomicInteger();
        SuspendedRequest.begin(request, response, ends::incrementAndGet);
        assertNotNull(registered.watched);
        AsyncEvent event = new AsyncEvent(context);
        registered.onComplete(event);
        assertNull(registered.watched);
        registered.onError(event);
        registered.onComplete(event);
        assertEquals(1, ends.get());
    }

    private static <T> T container(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour));
    }
}
