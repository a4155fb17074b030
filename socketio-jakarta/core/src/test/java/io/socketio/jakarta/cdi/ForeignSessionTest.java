package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socket.client.Socket;
import org.junit.jupiter.api.Test;

/** What others leave on the only thread of the handlers stays there, so it has an application of its own. */
class ForeignSessionTest {

    /** An anonymous socket saw the session of a user whose asynchronous request Weld had left on the thread. */
    @Test
    void whatOthersLeaveOnTheThreadIsHidden() throws Exception {
        try (WeldTomcat tomcat = WeldTomcat.with(
                SessionScopeTest::configure,
                SessionScopeTest.Carts.class,
                SessionScopeTest.Cart.class,
                SessionScopeTest.Closing.class)) {
            Socket victim = Browser.login(tomcat).connected("/cart");
            Socket anonymous = tomcat.connected("/cart");
            SessionScopeTest.leaked = victim.id();
            WeldTomcat.ask(anonymous, "leak");
            assertEquals("not active", WeldTomcat.ask(anonymous, "add"));
            assertEquals("not active", WeldTomcat.ask(Browser.login(tomcat).connected("/cart"), "add"));
        }
    }
}
