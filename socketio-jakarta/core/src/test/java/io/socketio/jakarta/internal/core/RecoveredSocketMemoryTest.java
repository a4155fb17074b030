package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a socket that has recovered keeps. */
class RecoveredSocketMemoryTest {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    private final CoreFixture fixture = RecoveryTest.fixture(recovery -> recovery);

    /** Each kept event refers to the next, and the socket referred to the one that it had missed first: with that, to all events of its lifetime. */
    @Test
    void aRecoveredSocketDoesNotKeepTheEventsAfterItsRecovery() {
        RecoveringClient client = RecoveryTest.greeted(fixture, new RecoveringClient(fixture));
        client.isCut();
        assertTrue(RecoveryTest.recovers(client));
        client.connection.keepsNothing();
        WeakReference<byte[]> emitted = emit();
        for (int seconds = 0; seconds < 300; seconds += 10) {
            fixture.scheduler.advanceMillis(10_000);
            client.connection.sends("3");
        }
        long begin = System.nanoTime();
        while (emitted.get() != null && System.nanoTime() - begin < PATIENCE_NANOS) {
            System.gc();
        }
        assertNull(emitted.get());
        assertTrue(!client.connection.closed(), "still connected");
    }

    private WeakReference<byte[]> emit() {
        byte[] bytes = new byte[100];
        fixture.server.emit("bytes", bytes);
        fixture.server.emit("another");
        return new WeakReference<>(bytes);
    }
}
