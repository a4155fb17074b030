package io.socketio.jakarta.web.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import java.io.IOException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ListenerGateTest {

    /** Notices calls that overlap or come after the end. */
    private static final class Strict implements WebSocketListener {

        final AtomicBoolean busy = new AtomicBoolean();
        final AtomicInteger errors = new AtomicInteger();
        final AtomicInteger closes = new AtomicInteger();
        final AtomicInteger wrong = new AtomicInteger();

        private void call(Runnable action) {
            if (!busy.compareAndSet(false, true) || closes.get() > 0) {
                wrong.incrementAndGet();
            }
            action.run();
            busy.set(false);
        }

        @Override
        public void onOpen(WebSocketLink link) {}

        @Override
        public void onText(String message) {
            call(() -> {});
        }

        @Override
        public void onBinary(byte[] message) {}

        @Override
        public void onError(Throwable cause) {
            call(errors::incrementAndGet);
        }

        @Override
        public void onClose() {
            call(closes::incrementAndGet);
        }
    }

    @Test
    void endComesOnceAndLastWhateverThreadFindsIt() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            Strict listener = new Strict();
            ListenerGate gate = new ListenerGate(listener);
            CyclicBarrier start = new CyclicBarrier(3);
            Thread[] threads = new Thread[3];
            for (int i = 0; i < threads.length; i++) {
                boolean reads = i == 0;
                threads[i] = new Thread(() -> {
                    try {
                        start.await();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    if (reads) {
                        while (gate.enter()) {
                            listener.onText("a");
                            gate.exit();
                        }
                    } else {
                        gate.end(new IOException("gone"));
                    }
                });
                threads[i].start();
            }
            for (Thread each : threads) {
                each.join();
            }
            assertEquals(1, listener.closes.get());
            assertEquals(1, listener.errors.get());
            assertEquals(0, listener.wrong.get());
        }
    }

    /** An end that was found just when a call returned was lost: nobody learned that the client had gone. */
    @Test
    void endIsNotLostWhenACallReturnsMeanwhile() throws Exception {
        Strict listener = new Strict();
        AtomicReference<ListenerGate> gate = new AtomicReference<>();
        AtomicBoolean reading = new AtomicBoolean();
        CyclicBarrier turn = new CyclicBarrier(2);
        int rounds = 2_000;
        Thread reader = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                await(turn);
                ListenerGate present = gate.get();
                for (int call = 0; call < 20_000 && present.enter(); call++) {
                    reading.set(true);
                    present.exit();
                }
                await(turn);
            }
        });
        reader.start();
        for (int i = 0; i < rounds; i++) {
            gate.set(new ListenerGate(listener));
            reading.set(false);
            await(turn);
            while (!reading.get()) {
                Thread.yield();
            }
            gate.get().end(null);
            await(turn);
            assertEquals(1, listener.closes.getAndSet(0), "round " + i);
        }
        reader.join();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void endWithinACallWaitsForItsReturn() {
        Strict listener = new Strict();
        ListenerGate gate = new ListenerGate(listener);
        assertTrue(gate.enter());
        gate.end(null);
        assertEquals(0, listener.closes.get());
        gate.exit();
        assertEquals(1, listener.closes.get());
        assertEquals(0, listener.errors.get());
        assertFalse(gate.enter());
    }
}
