package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients race for the same few names while these are made and removed: whoever is answered is in a namespace that lives, and nothing stays. */
class DynamicNamespacesStressTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 3_000;

    private final long seed = System.nanoTime();
    private final ExecutorService handlers = Executors.newFixedThreadPool(2);
    private final ExecutorService containers = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        handlers.shutdownNow();
        containers.shutdownNow();
    }

    @Test
    void clientsAreAlwaysInALiveNamespaceWhileEmptyOnesAreRemoved() throws Exception {
        CoreFixture fixture = new CoreFixture(
                SocketIoOptions.builder().cleanupEmptyChildNamespaces(true).build(), handlers);
        CoreServer io = fixture.server;
        AtomicInteger made = new AtomicInteger();
        Set<Namespace> configured = ConcurrentHashMap.newKeySet();
        AtomicInteger early = new AtomicInteger();
        AtomicInteger dead = new AtomicInteger();
        io.onNewNamespace(namespace -> {
            made.incrementAndGet();
            configured.add(namespace);
        });
        ParentNamespace parent = io.of((name, auth, next) -> {
            if (name.hashCode() % 2 == 0) {
                handlers.execute(next::allow);
            } else {
                next.allow();
            }
        });
        parent.onConnection(socket -> {
            if (!configured.contains(socket.namespace())) {
                early.incrementAndGet();
            }
            // Alive is what others can reach by name, and stays so while the socket is in it.
            Namespace found = io.of(socket.namespace().name());
            if (found != socket.namespace() && socket.isConnected()) {
                dead.incrementAndGet();
            }
        });
        AtomicInteger tokens = new AtomicInteger();
        race(random -> {
            String name = "/n" + random.nextInt(3);
            FakeClient client = fixture.client();
            client.sends("40" + name + ",");
            if (random.nextInt(8) > 0) {
                awaitAnswer(client, name);
                int token = tokens.incrementAndGet();
                io.of(name).emit("x", token);
                awaitFrame(client, "42" + name + ",[\"x\"," + token + "]");
                if (random.nextBoolean()) {
                    client.sends("41" + name + ",");
                    client.sends("40" + name + ",");
                    awaitAnswer(client, name);
                }
            }
            client.exchange.closes();
        });
        io.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
        String at = "seed " + seed + ", " + made + " made";
        drain();
        assertTrue(made.get() > 100, at);
        assertEquals(0, early.get(), at);
        assertEquals(0, dead.get(), at);
        assertEquals(Set.of(), Set.copyOf(parent.sockets().keySet()), at);
    }

    @Test
    void eachNameIsMadeOnceHoweverManyAskAtOnce() throws Exception {
        CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), handlers);
        AtomicInteger made = new AtomicInteger();
        Set<String> names = ConcurrentHashMap.newKeySet();
        fixture.server.onNewNamespace(namespace -> {
            made.incrementAndGet();
            names.add(namespace.name());
        });
        ParentNamespace parent = fixture.server.of((name, auth, next) -> next.allow());
        AtomicInteger joined = new AtomicInteger();
        parent.onConnection(socket -> joined.incrementAndGet());
        AtomicInteger asked = new AtomicInteger();
        race(random -> {
            String name = "/n" + asked.getAndIncrement() / THREADS;
            FakeClient client = fixture.client();
            client.sends("40" + name + ",");
            awaitAnswer(client, name);
        });
        drain();
        assertEquals(THREADS * ROUNDS, joined.get());
        assertEquals(ROUNDS, names.size());
        assertEquals(ROUNDS, made.get());
        assertEquals(ROUNDS, parent.children().size());
        assertEquals(THREADS * ROUNDS, parent.sockets().size());
    }

    private interface Life {
        void live(Random random);
    }

    private void race(Life life) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> runs = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            Random random = new Random(seed + t);
            runs.add(containers.submit(() -> {
                start.await();
                for (int i = 0; i < ROUNDS; i++) {
                    life.live(random);
                }
                return null;
            }));
        }
        for (Future<?> run : runs) {
            run.get(120, TimeUnit.SECONDS);
        }
    }

    /** Lets what has been handed to the executor run. */
    private void drain() throws Exception {
        handlers.shutdown();
        assertTrue(handlers.awaitTermination(30, TimeUnit.SECONDS));
    }

    private static void awaitAnswer(FakeClient client, String name) {
        awaitFrame(client, "40" + name + ",{\"sid\"");
    }

    /** Events of others may come before it; a refusal may not. */
    private static void awaitFrame(FakeClient client, String prefix) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline) {
            for (String frame : client.received()) {
                if (frame.startsWith(prefix)) {
                    return;
                }
                assertTrue(frame.startsWith("42"), frame);
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("never came: " + prefix);
    }
}
