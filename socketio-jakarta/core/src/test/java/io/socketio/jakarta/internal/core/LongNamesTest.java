package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names that clients make up have a limit, because they are kept, logged and counted by. */
class LongNamesTest {

    private final CoreFixture fixture = new CoreFixture();
    private final CoreServer io = fixture.server;

    @Test
    void namespaceWithALongNameIsRefusedLikeOneThatDoesNotExistAndAsksNobody() {
        List<String> asked = new ArrayList<>();
        ParentNamespace parent = io.of((name, auth, decision) -> {
            asked.add(name);
            decision.allow();
        });
        FakeClient client = fixture.client();
        String fits = "/" + "n".repeat(255);
        client.sends("40" + fits + "n,");
        assertEquals(List.of("44" + fits + "n,{\"message\":\"Invalid namespace\"}"), client.received());
        client.connect(fits);
        assertEquals(List.of(fits), asked);
        assertEquals(1, parent.children().size());
        assertFalse(client.closed());
    }

    @Test
    void eventWithALongNameIsAPacketThatCannotBeDecoded() {
        List<String> heard = new ArrayList<>();
        List<DisconnectReason> reasons = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        io.onConnection(socket -> {
            socket.onAny(event -> heard.add(event.name()));
            socket.onError(error -> errors.add(error.getMessage()));
            socket.onDisconnect(reasons::add);
        });
        String fits = "e".repeat(1024);
        FakeClient client = fixture.connected();
        client.sends("42[\"" + fits + "\"]");
        assertEquals(List.of(fits), heard);
        try (CapturedLog log = CapturedLog.ofDebug()) {
            client.sends("42[\"" + fits + "e\",1]");
            assertTrue(log.lines().stream().allMatch(line -> line.length() < 300), log.lines()::toString);
        }
        assertTrue(client.closed());
        assertEquals(List.of(fits), heard);
        assertEquals(1, reasons.size());
        assertEquals(
                List.of("the name of an event has 1025 characters, limit is 1024 (SocketIoOptions.maxEventNameLength)"),
                errors);
    }

    @Test
    void limitsAreSettings() {
        CoreFixture small = new CoreFixture(SocketIoOptions.builder()
                .maxNamespaceLength(4)
                .maxEventNameLength(3)
                .build());
        small.server.of(Pattern.compile("."));
        FakeClient client = small.client();
        client.sends("40/abcd,");
        assertEquals(List.of("44/abcd,{\"message\":\"Invalid namespace\"}"), client.received());
        client.connect("/abc");
        client.sends("42/abc,[\"abc\"]");
        assertFalse(client.closed());
        client.sends("42/abc,[\"abcd\"]");
        assertTrue(client.closed());
    }
}
