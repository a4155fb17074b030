package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.port.SendCallback;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A ping may be written by another thread than the timer's, and its pong be there before the timer's thread goes on. */
class HeartbeatStressTest {

    private static final int ROUNDS = 20_000;
    private static final int PATIENCE_S = 60;

    /** Counts the pings that it sends. */
    private static final class PingCounter extends FakeWebSocketLink {
        volatile int pings;

        @Override
        public void sendText(String message, SendCallback callback) {
            if (message.equals("2")) {
                pings++;
            }
            callback.onSent();
        }
    }

    private final EngineFixture engine = new EngineFixture();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aPongAtOnceIsNeverMissed() throws Exception {
        PingCounter link = new PingCounter();
        FakeWebSocketExchange socket = engine.upgrade(EngineFixture.WS_HANDSHAKE, link);
        EngineSession session = engine.session();
        for (int round = 1; round <= ROUNDS; round++) {
            int ping = round;
            Future<?> client = threads.submit(() -> {
                while (link.pings < ping && session.isOpen()) {
                    session.flush();
                }
                socket.sends("3");
            });
            engine.scheduler.advanceMillis(25_000);
            client.get(PATIENCE_S, TimeUnit.SECONDS);
            assertTrue(session.isOpen(), "closed in round " + round + ": " + engine.events());
        }
    }
}
