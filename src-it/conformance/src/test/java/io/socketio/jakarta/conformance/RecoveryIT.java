package io.socketio.jakarta.conformance;

import org.junit.jupiter.api.Test;

/** The official JavaScript client loses its connection a thousand times on Tomcat, and some times on others. The tests are in {@code src/test/node/recovery.test.mjs}. */
class RecoveryIT {

    @Test
    void everyTestOfTheScriptPasses() throws Exception {
        try (ConformanceServer server = new ConformanceServer()) {
            new NodeScript("recovery.test.mjs")
                    .with("CONFORMANCE_CONTROL", server.address())
                    // Over each transport and across the upgrade. Recovery knows no container: the thousand cuts are on
                    // Tomcat.
                    .with("CUTS", Container.name().equals("tomcat") ? "350" : "50")
                    .run(3);
        }
    }
}
