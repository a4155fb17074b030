package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.weld.context.http.HttpLiteral;
import org.jboss.weld.context.http.HttpSessionContext;
import org.junit.jupiter.api.Test;

/** A handler does not run on a thread whose session scope cannot be taken away. It did, and the scope was that of somebody else. */
class UnremovableScopeTest {

    static final AtomicInteger CALLS = new AtomicInteger();

    @SessionScoped
    public static class Cart implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @SocketIoNamespace("/cart")
    public static class Carts {

        @OnEvent("call")
        int call() {
            return CALLS.incrementAndGet();
        }

        /** Leaves a session scope on the thread that Weld cannot deactivate: it has no beans to detach. */
        @OnEvent("stick")
        void stick() {
            HttpSessionContext context = CDI.current()
                    .select(HttpSessionContext.class, HttpLiteral.INSTANCE)
                    .get();
            HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (proxy, method, args) -> null);
            context.associate(request);
            context.activate();
            context.dissociate(request);
        }
    }

    @Test
    void handlerIsRefusedAndTheLogSaysWhy() throws Exception {
        try (WeldTomcat tomcat =
                WeldTomcat.with(context -> context.addParameter("socketio.threads", "1"), Carts.class, Cart.class)) {
            Socket client = tomcat.connected("/cart");
            assertEquals("1", WeldTomcat.ask(client, "call"));
            WeldTomcat.ask(client, "stick");
            try (CapturedLog log = CapturedLog.ofWarnings()) {
                assertEquals("{\"error\":\"internal error\"}", WeldTomcat.ask(client, "call"));
                assertTrue(log.await("SIO-0330").contains("another user's session"));
            }
            assertEquals(1, CALLS.get());
        }
    }
}
