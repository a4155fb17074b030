package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import org.junit.jupiter.api.Test;

/** What an undeployed application leaves behind. Its own class, because Weld keeps one container per class loader. */
class UndeployTest {

    @Test
    void socketsEndWhileTheirBeansAreThere() throws Exception {
        WeldTomcat tomcat = WeldTomcat.with(
                ScopesTest.One.class,
                ScopesTest.Two.class,
                ScopesTest.Member.class,
                ScopesTest.Line.class,
                ScopesTest.Request.class,
                ScopesTest.Service.class);
        Socket client = tomcat.connected("/one");
        WeldTomcat.ask(client, "member");
        ScopesTest.LOG.clear();
        tomcat.close();
        assertEquals("left with 3", WeldTomcat.next(ScopesTest.LOG));
        assertEquals("member ends after 3", WeldTomcat.next(ScopesTest.LOG));
        assertTrue(ScopesTest.LOG.isEmpty());
    }
}
