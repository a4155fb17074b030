package io.socketio.jakarta.internal.core;

import static io.socketio.jakarta.EventListener.nonBlocking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventListener;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.ListenerFilter;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which events the thread that has read them handles, and which wait for the executor. */
class NonBlockingListenersTest {

    private final ManualExecutor executor = new ManualExecutor();
    private final CoreFixture fixture = new CoreFixture(
            SocketIoOptions.builder().slowHandlerTimeout(Duration.ofSeconds(10)).build(), executor);
    private final CoreServer io = fixture.server;
    private final List<String> seen = new ArrayList<>();
    private FakeClient client;
    private Socket socket;

    @BeforeEach
    void connect() {
        List<Socket> sockets = fixture.sockets(io);
        client = fixture.connected();
        executor.runAll();
        socket = sockets.get(0);
        socket.on("quick", nonBlocking(this::see));
        socket.on("slow", this::see);
    }

    private void see(Event event) {
        seen.add(event.name());
        event.ack(event.arg(0));
    }

    @Test
    void nonBlockingListenerNeedsNoExecutor() {
        client.sends("420[\"quick\",1]", "421[\"quick\",2]");
        assertEquals(List.of("430[1]", "431[2]"), client.received());
        assertEquals(0, executor.waiting());
    }

    @Test
    void orderIsKeptWithListenersThatMayBlock() {
        client.sends("420[\"quick\"]", "421[\"slow\"]", "422[\"quick\"]", "423[\"slow\"]");
        assertEquals(List.of("430[null]"), client.received());
        executor.runAll();
        assertEquals(List.of("431[null]", "432[null]", "433[null]"), client.received());
        client.sends("424[\"quick\"]");
        assertEquals(List.of("434[null]"), client.received());
    }

    @Test
    void onceIsNonBlockingIfItsListenerIs() {
        socket.once("once", nonBlocking(this::see));
        client.sends("420[\"once\",1]", "421[\"once\",2]");
        assertEquals(List.of("once"), seen);
    }

    @Test
    void oneListenerThatMayBlockDecidesForAll() {
        socket.on("quick", event -> seen.add("blocking"));
        waits("quick");
    }

    @Test
    void catchAllListenerThatMayBlockDecidesForAll() {
        socket.onAny(event -> seen.add("any"));
        waits("quick");
    }

    @Test
    void nonBlockingCatchAllListenerComesFirst() {
        socket.onAny(nonBlocking(event -> seen.add("any")));
        client.sends("42[\"quick\"]");
        assertEquals(List.of("any", "quick"), seen);
    }

    @Test
    void middlewareRunsOnTheExecutor() {
        socket.use((event, next) -> next.proceed());
        waits("quick");
    }

    @Test
    void errorListenerThatMayBlockDecidesForAll() {
        socket.onError(error -> {});
        waits("quick");
    }

    @Test
    void filterThatMayBlockDecidesForAll() {
        io.surround(new ListenerFilter() {});
        waits("quick");
    }

    @Test
    void filterThatCannotSayMayBlock() {
        io.surround(new ListenerFilter() {
            @Override
            public boolean isNonBlocking(Event event) {
                throw new IllegalStateException("odd");
            }
        });
        waits("quick");
    }

    @Test
    void nonBlockingFilterSurroundsTheListener() {
        io.surround(new ListenerFilter() {
            @Override
            public boolean isNonBlocking(Event event) {
                return !event.name().equals("slow");
            }

            @Override
            public void aroundEvent(Event event, Runnable listeners) {
                seen.add("before");
                listeners.run();
                seen.add("after");
            }
        });
        client.sends("42[\"quick\"]");
        assertEquals(List.of("before", "quick", "after"), seen);
    }

    @Test
    void eventThatNobodyHandlesGoesToTheExecutor() {
        client.sends("42[\"unknown\"]");
        assertEquals(1, executor.waiting());
    }

    private void waits(String event) {
        client.sends("42[\"" + event + "\"]");
        assertEquals(List.of(), seen);
        executor.runAll();
        assertTrue(seen.contains(event));
    }

    @Test
    void exceptionsAreToldAsOnTheExecutor() {
        socket.on("refuse", nonBlocking(event -> {
            throw new EventRefused("no");
        }));
        socket.on("fail", nonBlocking(event -> {
            throw new IllegalStateException("broken");
        }));
        EventListener onError = nonBlocking(event -> seen.add(String.valueOf(event.arg(0))));
        socket.on("error", onError);
        client.sends("420[\"refuse\"]", "421[\"fail\"]", "422[\"quick\",1]");
        assertEquals(0, executor.waiting());
        List<String> answers = client.received();
        assertEquals("430[{\"error\":\"no\"}]", answers.get(0));
        assertEquals("431[{\"error\":\"internal error\"}]", answers.get(1));
        assertEquals("432[1]", answers.get(2));
        assertEquals(List.of("no", "broken", "quick"), seen);
    }

    @Test
    void socketMayDisconnectItself() {
        List<String> reasons = new ArrayList<>();
        socket.onDisconnect(reason -> reasons.add(reason.text()));
        socket.on("bye", nonBlocking(event -> socket.disconnect(true)));
        client.sends("42[\"bye\"]", "42[\"quick\"]");
        executor.runAll();
        assertEquals(List.of("server namespace disconnect"), reasons);
        assertEquals(List.of(), seen);
        assertTrue(client.closed());
    }

    @Test
    void messagesOfRequestsWaitForTheExecutor() {
        String sid = fixture.pollingHandshake();
        List<Socket> sockets = fixture.sockets(io);
        fixture.post(sid, "40");
        executor.runAll();
        sockets.get(0).on("quick", nonBlocking(this::see));
        fixture.post(sid, "42[\"quick\"]");
        assertEquals(List.of(), seen);
        executor.runAll();
        assertEquals(List.of("quick"), seen);
    }

    @Test
    void listenerThatBlocksAllTheSameIsNamed() {
        try (CapturedLog log = CapturedLog.ofOperators()) {
            socket.on("stuck", nonBlocking(event -> {
                for (int i = 0; i < 4; i++) {
                    fixture.scheduler.advanceMillis(5_000);
                }
            }));
            client.sends("42[\"stuck\"]");
            List<String> warnings = log.takeWarnings();
            assertEquals(1, warnings.size(), warnings::toString);
            assertTrue(warnings.get(0).startsWith("SIO-0150"), warnings::toString);
            assertTrue(warnings.get(0).contains("stuck"), warnings::toString);
        }
    }
}
