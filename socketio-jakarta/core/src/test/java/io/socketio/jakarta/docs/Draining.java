package io.socketio.jakarta.docs;

import io.socketio.jakarta.SocketIoServer;
import java.time.Duration;
import java.util.logging.Logger;

/** The snippets of docs/deployment.md. */
final class Draining {

    private static final Logger LOG = Logger.getLogger("operations");

    private Draining() {}

    static void drain(SocketIoServer io) {
        io.drain(Duration.ofSeconds(30)).thenRun(() -> LOG.info("no client is left"));
    }
}
