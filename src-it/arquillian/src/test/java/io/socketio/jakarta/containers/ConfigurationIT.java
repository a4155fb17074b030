package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Where settings come from: MicroProfile Config, or else context parameters. */
@ArquillianTest
class ConfigurationIT {

    private static final String WITH_MICROPROFILE = "wildfly|liberty|payara";

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.named("configured")
                .setWebXML("configured/web.xml")
                .addAsResource("configured/microprofile-config.properties", "META-INF/microprofile-config.properties");
    }

    private JSONObject handshake(String path) throws Exception {
        return new JSONObject(
                new Browser(application).get(path + "/?EIO=4&transport=polling").substring(1));
    }

    @Test
    @EnabledIfSystemProperty(named = "arquillian.launch", matches = WITH_MICROPROFILE)
    void microProfileConfigIsAskedBeforeContextParameters() throws Exception {
        JSONObject handshake = handshake("realtime");
        assertEquals(333_333, handshake.getInt("maxPayload"));
        assertEquals(11_111, handshake.getInt("pingInterval"));
    }

    @Test
    @DisabledIfSystemProperty(
            named = "arquillian.launch",
            matches = WITH_MICROPROFILE,
            disabledReason = "MicroProfile Config is there, and comes before context parameters: the other test")
    void contextParametersAreTakenWithoutMicroProfileConfig() throws Exception {
        JSONObject handshake = handshake("socket.io");
        assertEquals(222_222, handshake.getInt("maxPayload"));
        assertEquals(11_111, handshake.getInt("pingInterval"));
    }
}
