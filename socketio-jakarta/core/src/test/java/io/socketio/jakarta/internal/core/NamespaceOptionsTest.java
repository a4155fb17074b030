package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.options.NamespaceOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Options of one namespace. */
class NamespaceOptionsTest {

    private static CoreFixture fixture(SocketIoOptionsBuilder options) {
        return new CoreFixture(options.build());
    }

    @Test
    void namespaceHasItsOwnAckTimeoutForSocketsAndBroadcasts() {
        CoreFixture fixture = fixture(SocketIoOptions.builder()
                .ackTimeout(Duration.ofSeconds(30))
                .namespace("/chat", chat -> chat.withAckTimeout(Duration.ofSeconds(2))));
        List<String> failed = new ArrayList<>();
        for (String name : List.of("/chat", "/other")) {
            Socket socket = connected(fixture, name);
            socket.emitWithAck("question").whenComplete((answer, error) -> failed.add(name));
            fixture.server.of(name).emitWithAck("question").whenComplete((answer, error) -> failed.add("all " + name));
        }
        fixture.scheduler.advanceMillis(3_000);
        assertEquals(List.of("/chat", "all /chat"), failed.stream().sorted().toList());
    }

    @Test
    void namespaceHasItsOwnMailboxAndItsOwnDebtOfAcks() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture fixture = new CoreFixture(
                SocketIoOptions.builder()
                        .namespace("/chat", chat -> chat.withMaxPendingEvents(1).withMaxPendingAcks(1))
                        .build(),
                executor);
        for (String name : List.of("/other", "/chat")) {
            List<Socket> sockets = fixture.sockets(fixture.server.of(name));
            FakeClient client = fixture.client();
            client.sends("40" + name + ",");
            executor.runAll();
            Socket socket = sockets.get(0);
            socket.emitWithAck("one");
            boolean isLimited = name.equals("/chat");
            CompletableFuture<?> second = socket.emitWithAck("two").toCompletableFuture();
            executor.runAll();
            assertEquals(isLimited, second.isCompletedExceptionally(), name);
            String event = "42" + name + ",[\"event\"]";
            client.sends(event, event, event);
            assertEquals(isLimited, client.closed(), name);
            executor.runAll();
        }
    }

    @Test
    void templateStandsForItsNamespacesAndOneOfThemMayStay() {
        CoreFixture fixture = fixture(SocketIoOptions.builder()
                .cleanupEmptyChildNamespaces(false)
                .namespace("/tenant/{id}", tenant -> tenant.withCleanupWhenEmpty(true))
                .namespace("/tenant/7", tenant -> tenant.withCleanupWhenEmpty(false)));
        ParentNamespace parent = fixture.server.of(Pattern.compile("^/tenant/"));
        for (String name : List.of("/tenant/5", "/tenant/6/x", "/tenant/7")) {
            fixture.connected(name).sends("41" + name + ",");
        }
        assertEquals(
                List.of("/tenant/6/x", "/tenant/7"),
                parent.children().stream().map(each -> each.name()).sorted().toList());
    }

    @Test
    void laterChangesGoOnFromEarlierOnesAndTheRestIsGeneral() {
        SocketIoOptions options = SocketIoOptions.builder()
                .namespace("/chat", chat -> chat.withMaxPendingEvents(5))
                .namespace("/chat", chat -> chat.withMaxPendingAcks(6))
                .ackTimeout(Duration.ofSeconds(7))
                .build();
        NamespaceOptions chat = options.toBuilder().build().namespace("/chat");
        assertEquals(5, chat.maxPendingEvents());
        assertEquals(6, chat.maxPendingAcks());
        assertEquals(Duration.ofSeconds(7), chat.ackTimeout());
        assertTrue(chat.cleanupWhenEmpty());
        assertEquals(options.maxPendingEvents(), options.namespace("/").maxPendingEvents());
    }

    @Test
    void wrongValuesAndNamesAreFoundWhenTheyAreSet() {
        SocketIoOptionsBuilder builder = SocketIoOptions.builder();
        IllegalArgumentException value = assertThrows(
                IllegalArgumentException.class, () -> builder.namespace("/chat", chat -> chat.withMaxPendingEvents(0)));
        assertEquals("maxPendingEvents must be positive, but is 0", value.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> builder.namespace("/chat", chat -> chat.withAckTimeout(Duration.ZERO)));
        IllegalArgumentException name =
                assertThrows(IllegalArgumentException.class, () -> builder.namespace("chat", chat -> chat));
        assertTrue(String.valueOf(name.getMessage()).contains("'chat'"), name.getMessage());
    }

    private static Socket connected(CoreFixture fixture, String name) {
        List<Socket> sockets = fixture.sockets(fixture.server.of(name));
        fixture.connected(name);
        return sockets.get(0);
    }
}
