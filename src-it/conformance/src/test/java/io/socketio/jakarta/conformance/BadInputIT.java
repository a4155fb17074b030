package io.socketio.jakarta.conformance;

import org.junit.jupiter.api.Test;

/** Bad input costs only its sender. The tests are in {@code src/test/node/badinput.test.mjs}. */
class BadInputIT {

    @Test
    void everyTestOfTheScriptPasses() throws Exception {
        try (ConformanceServer server = new ConformanceServer()) {
            new NodeScript("badinput.test.mjs")
                    .with("CONFORMANCE_CONTROL", server.address())
                    .run(65);
        }
    }
}
