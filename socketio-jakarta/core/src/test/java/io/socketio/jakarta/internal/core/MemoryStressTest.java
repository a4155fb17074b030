package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Client;
import io.socketio.jakarta.internal.core.monitor.ServerMonitor;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.internal.core.socket.SocketConnection;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketLink.Completion;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
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
import org.junit.jupiter.api.Test;

/** Clients come, send and end in every way, while broadcasts are sent and the budget is exceeded now and then: in the end, nothing is weighed any more. */
class MemoryStressTest {

    private static final int ROUNDS = 1_500;
    private static final Completion[] COMPLETIONS = {
        Completion.SYNCHRONOUS, Completion.WHEN_TOLD, Completion.NEVER, Completion.FAILING, Completion.THROWING
    };

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    @Test
    void everythingThatWasTakenIsReturned() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        ExecutorService handlers = Executors.newFixedThreadPool(2);
        ExecutorService containers = Executors.newFixedThreadPool(4);
        CoreFixture fixture = new CoreFixture(
                SocketIoOptions.builder()
                        .memoryBudgetBytes(700_000)
                        .maxPendingBytes(60_000)
                        .maxBufferedBytes(20_000)
                        .build(),
                handlers,
                ServerParts.of(new JsonbPayloadCodec()).with(new ServerMonitor() {
                    @Override
                    public void onConnectionCut(Client client, long waitingBytes) {
                        cuts.incrementAndGet();
                    }
                }));
        fixture.server.onConnection(socket -> {
            clients.add(socket.client());
            socket.join("room");
            socket.on("n", event -> {
                if (event.hasAck()) {
                    event.ack("x".repeat(3_000));
                }
                socket.emit("n", "y".repeat(500));
                socket.emitWithAck("q");
            });
            socket.use((event, next) -> handlers.execute(() -> next.accept(null)));
        });
        fixture.server.of("/guarded").use((socket, next) -> answer(handlers, () -> next.accept(null)));
        fixture.server.of((name, auth, decision) -> answer(handlers, () -> decision.accept(null, true)));
        AtomicInteger living = new AtomicInteger(3);
        CyclicBarrier start = new CyclicBarrier(4);
        List<Future<?>> runs = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            Random random = new Random(seed + t);
            runs.add(containers.submit(() -> {
                start.await();
                for (int i = 0; i < ROUNDS; i++) {
                    if (random.nextInt(4) == 0) {
                        poll(fixture, random);
                    } else {
                        live(fixture, random);
                    }
                }
                living.decrementAndGet();
                return null;
            }));
        }
        runs.add(containers.submit(() -> {
            Random random = new Random(seed - 1);
            start.await();
            for (int i = 0; living.get() > 0; i++) {
                fixture.server.to("room").emit("x", "z".repeat(random.nextInt(5_000)));
                fixture.server.of("/").emitWithAck("q");
                fixture.scheduler.advanceMillis(random.nextInt(200));
                if (random.nextInt(100) == 0) {
                    fixture.server.in("room").disconnectSockets(true);
                }
            }
            return null;
        }));
        for (Future<?> run : runs) {
            run.get(120, TimeUnit.SECONDS);
        }
        // Timeouts of broadcasts, of heartbeats and of closing sessions.
        fixture.scheduler.advanceMillis(100_000);
        fixture.server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
        containers.shutdown();
        handlers.submit(() -> {}).get(30, TimeUnit.SECONDS);
        fixture.scheduler.advanceMillis(100_000);
        handlers.shutdown();
        assertTrue(handlers.awaitTermination(30, TimeUnit.SECONDS));
        Set<String> accounts = new HashSet<>();
        clients.forEach(
                client -> accounts.add(((SocketConnection) client).memory().toString()));
        System.out.println(clients.size() + " clients, " + cuts + " of them cut");
        assertTrue(clients.size() > 100, "seed " + seed);
        assertEquals(Set.of("MemoryAccount[0 bytes in, 0 out, 0 shared]"), accounts, "seed " + seed);
        assertEquals(0, fixture.server.engine().waitingBytes(), "seed " + seed);
    }

    /** Later, and now and then never. */
    private void answer(ExecutorService handlers, Runnable answer) {
        if (asked.incrementAndGet() % 10 > 0) {
            handlers.execute(answer);
        }
    }

    private static void live(CoreFixture fixture, Random random) {
        FakeClient client;
        try {
            client = fixture.client();
        } catch (AssertionError refused) {
            // 503: the scheduler of the other thread makes room.
            return;
        }
        client.sends("40");
        while (random.nextInt(5) > 0 && client.received().isEmpty() && !client.closed()) {
            Thread.onSpinWait();
        }
        String auth = ",{\"token\":\"" + "t".repeat(random.nextInt(10_000)) + "\"}";
        switch (random.nextInt(4)) {
            case 0 -> client.sends("40/guarded" + auth);
            case 1 -> client.sends("40/made-" + random.nextInt(1_000) + auth);
            default -> {
                // One namespace is enough.
            }
        }
        client.exchange.link().completing(COMPLETIONS[random.nextInt(COMPLETIONS.length)]);
        for (int n = random.nextInt(8); n > 0; n--) {
            switch (random.nextInt(6)) {
                case 0 -> client.sends("42[\"n\",\"" + "x".repeat(random.nextInt(20_000)) + "\"]");
                case 1 -> client.sends("42" + n + "[\"n\"" + ",0".repeat(random.nextInt(2_000)) + "]");
                case 2 -> {
                    client.sends("452-[\"n\",{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":0}]");
                    client.sends(new byte[random.nextInt(10_000)]);
                    if (random.nextBoolean()) {
                        client.sends(new byte[random.nextInt(10_000)]);
                    }
                }
                case 3 -> client.exchange.sendsPart(random.nextInt(20_000));
                case 4 -> client.sends("43" + random.nextInt(50) + "[\"" + "x".repeat(random.nextInt(5_000)) + "\"]");
                default -> {
                    if (client.exchange.link().hasPending()) {
                        client.exchange.link().complete();
                    }
                }
            }
        }
        switch (random.nextInt(5)) {
            case 0 -> client.sends("41");
            case 1 -> client.sends("4garbage");
            case 2 -> client.sends("1");
            case 3 -> client.exchange.breaks(new IOException("reset"));
            default -> {
                // Goes without a word.
            }
        }
        if (random.nextInt(10) > 0) {
            client.exchange.closes();
        }
    }

    private static void poll(CoreFixture fixture, Random random) {
        FakeHttpExchange handshake = fixture.http("GET", "EIO=4&transport=polling");
        if (handshake.status() != 200) {
            return;
        }
        String open = handshake.bodyText();
        int from = open.indexOf("\"sid\":\"") + 7;
        String sid = open.substring(from, open.indexOf('"', from));
        fixture.post(sid, "40");
        fixture.poll(sid);
        for (int n = random.nextInt(4); n > 0; n--) {
            FakeHttpExchange post =
                    fixture.http(new FakeHttpExchange("POST", "EIO=4&transport=polling&sid=" + sid).slowBody());
            if (post.answered()) {
                break;
            }
            post.partOfBodyArrives(random.nextInt(20_000));
            switch (random.nextInt(3)) {
                case 0 -> post.bodyArrives("42[\"n\",\"" + "x".repeat(random.nextInt(10_000)) + "\"]");
                case 1 -> post.bodyArrives("1");
                default -> {
                    if (random.nextBoolean()) {
                        post.bodyBreaksOff();
                    }
                }
            }
        }
    }
}
