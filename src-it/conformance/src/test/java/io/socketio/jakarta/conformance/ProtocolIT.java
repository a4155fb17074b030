package io.socketio.jakarta.conformance;

import org.junit.jupiter.api.Test;

/** The protocol documents as tests with raw clients. The tests are in {@code src/test/node/protocol.test.mjs}. */
class ProtocolIT {

    @Test
    void everyTestOfTheScriptPasses() throws Exception {
        try (ConformanceServer server = new ConformanceServer()) {
            new NodeScript("protocol.test.mjs")
                    .with("CONFORMANCE_CONTROL", server.address())
                    .run(33);
        }
    }
}
