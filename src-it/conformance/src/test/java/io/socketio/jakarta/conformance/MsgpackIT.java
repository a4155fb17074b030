package io.socketio.jakarta.conformance;

import org.junit.jupiter.api.Test;

/** The official client with socket.io-msgpack-parser, and its bytes, against the reference server and ours. The tests are in {@code src/test/node/msgpack.test.mjs}. */
class MsgpackIT {

    @Test
    void everyTestOfTheScriptPasses() throws Exception {
        try (ConformanceServer server = new ConformanceServer()) {
            new NodeScript("msgpack.test.mjs")
                    .with("CONFORMANCE_CONTROL", server.address())
                    .run(70);
        }
    }
}
