package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.socketio.jakarta.Client;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.monitor.ServerMonitor;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that loses its connection as soon as it has recovered, and comes back at once. */
class RecoveryAtOnceTest {

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final AtomicReference<Thread> ender = new AtomicReference<>();
    private volatile boolean holds;

    /** Each task has a thread. The threads that order further tasks are slow, if a test wants it. */
    private final Executor executor = task -> {
        Thread thread = new Thread(task);
        boolean isSlow = holds && threads.contains(Thread.currentThread());
        threads.add(thread);
        thread.start();
        if (isSlow) {
            awaits(mayGoOn);
        }
    };

    private final ServerMonitor monitor = new ServerMonitor() {
        @Override
        public void onConnectionClosed(Client client, String reason) {
            if (holds) {
                mayGoOn.countDown();
                List.copyOf(threads).forEach(RecoveryAtOnceTest::joins);
            }
        }

        @Override
        public void onSocketDisconnected(Socket socket, DisconnectReason reason) {
            ender.set(Thread.currentThread());
        }
    };

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void joins(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The thread that has let the socket in saw that its connection was closed, and ended it. So the thread that closed the connection found nothing to do,
     * and the client came back before its session was kept.
     */
    @Test
    @Timeout(30)
    void theSessionIsKeptWhenTheConnectionIsClosed() {
        CoreFixture fixture = new CoreFixture(
                RecoveryTest.options(recovery -> recovery),
                executor,
                ServerParts.of(new JsonbPayloadCodec()).with(monitor));
        CountDownLatch listener = new CountDownLatch(1);
        fixture.server.onConnection(socket -> socket.onDisconnect(reason -> awaits(listener)));
        RecoveringClient client = RecoveryTest.greeted(fixture, new RecoveringClient(fixture));
        List.copyOf(threads).forEach(RecoveryAtOnceTest::joins);
        client.isCut();
        client.connects();
        assertEquals(List.of(), client.answer, "the former socket has not ended");
        holds = true;
        listener.countDown();
        while (client.connection.exchange.link().frames().stream().noneMatch(frame -> isConnect(frame))) {
            Thread.onSpinWait();
        }
        client.isCut();
        assertSame(Thread.currentThread(), ender.get());
    }

    private static boolean isConnect(Object frame) {
        return frame instanceof String text && text.startsWith("40");
    }
}
