package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socket.client.Socket;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.enterprise.inject.spi.CDI;
import org.jboss.weld.context.http.HttpLiteral;
import org.jboss.weld.context.http.HttpSessionContext;
import org.junit.jupiter.api.Test;

/** An application without {@code @SessionScoped} beans. Its own class, because Weld keeps one container per class loader. */
class UnusedSessionScopeTest {

    @SocketIoNamespace("/plain")
    public static class Plain {
        @OnEvent("active")
        boolean active() {
            return CDI.current()
                    .select(HttpSessionContext.class, HttpLiteral.INSTANCE)
                    .get()
                    .isActive();
        }
    }

    @Test
    void paysNothingForTheScope() throws Exception {
        try (WeldTomcat tomcat = WeldTomcat.with(Browser::addServlet, Plain.class)) {
            Socket client = Browser.login(tomcat).connected("/plain");
            assertEquals("false", WeldTomcat.ask(client, "active"));
        }
    }
}
