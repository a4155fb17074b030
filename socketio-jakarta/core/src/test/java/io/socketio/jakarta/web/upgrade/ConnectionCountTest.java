package io.socketio.jakarta.web.upgrade;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ConnectionCount count = new ConnectionCount();
    private final ClassLoader application = new ClassLoader() {};
    private final CountDownLatch leaving = new CountDownLatch(1);
    private final Thread container = new Thread(this::destroyAndLeave);

    private void destroyAndLeave() {
        Thread self = Thread.currentThread();
        ClassLoader before = self.getContextClassLoader();
        self.setContextClassLoader(application);
        count.leave();
        try {
            leaving.await();
        } catch (InterruptedException e) {
            return;
        } finally {
            self.setContextClassLoader(before);
        }
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // The end of the test.
        }
    }

    @AfterEach
    void end() {
        container.interrupt();
    }

    private CompletableFuture<Void> stopApplication(Duration limit) {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        Thread deployer = new Thread(() -> {
            count.awaitNone(limit);
            stopped.complete(null);
        });
        deployer.setContextClassLoader(application);
        deployer.start();
        return stopped;
    }

    @Test
    void waitsForTheLastConnectionAndForTheThreadThatHasEndedIt() throws Exception {
        count.enter();
        CompletableFuture<Void> stopped = stopApplication(LONG);
        assertThrows(TimeoutException.class, () -> stopped.get(50, TimeUnit.MILLISECONDS));
        container.start();
        assertThrows(TimeoutException.class, () -> stopped.get(50, TimeUnit.MILLISECONDS));
        leaving.countDown();
        stopped.get(20, TimeUnit.SECONDS);
        assertTrue(container.isAlive());
    }

    @Test
    void waitsNoLongerThanItsLimit() throws Exception {
        count.enter();
        stopApplication(Duration.ofMillis(50)).get(20, TimeUnit.SECONDS);
        assertFalse(container.isAlive());
    }

    @Test
    void doesNotWaitWhereNothingIsOpen() throws Exception {
        count.enter();
        count.leave();
        long begin = System.nanoTime();
        stopApplication(LONG).get(20, TimeUnit.SECONDS);
        assertTrue(System.nanoTime() - begin < Duration.ofSeconds(10).toNanos());
    }
}
