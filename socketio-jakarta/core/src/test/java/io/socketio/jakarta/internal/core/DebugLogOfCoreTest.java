package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the debug log tells of sockets whose listeners the application has added itself. */
class DebugLogOfCoreTest {

    @Test
    void eventsWithoutAListenerAreTold() {
        CoreFixture fixture = new CoreFixture();
        fixture.server.onConnection(socket -> socket.on("known", event -> {}).onAny(event -> {}));
        FakeClient client = fixture.connected();
        try (CapturedLog log = CapturedLog.ofDebug()) {
            client.sends("42[\"known\"]", "425[\"unknown\"]", "42[\"two\\nlines\"]");
            List<String> unheard = log.with("no listener and no handler");
            assertEquals(2, unheard.size(), unheard::toString);
            assertTrue(unheard.get(0).contains(" has \"unknown\" of Socket["), unheard::toString);
            assertTrue(unheard.get(0).endsWith(", which waits for an acknowledgement"), unheard::toString);
            assertTrue(unheard.get(1).contains(" has \"two\\nlines\" of Socket["), unheard::toString);
        }
    }

    @Test
    void refusedAndDroppedEventsAndLateAcknowledgementsAreTold() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), executor);
        List<Socket> sockets = fixture.sockets(fixture.server);
        fixture.server.onConnection(socket -> socket.use((event, next) -> next.accept(new EventRefused("not today"))));
        FakeClient client = fixture.client();
        client.sends("40");
        executor.runAll();
        try (CapturedLog log = CapturedLog.ofDebug()) {
            client.sends("42[\"first\"]", "439[]");
            executor.runAll();
            assertTrue(log.with("a middleware stopped \"first\"").get(0).endsWith("not today"));
            assertEquals(
                    1, log.with("an acknowledgement for which nobody waits").size());
            client.sends("42[\"second\"]");
            sockets.get(0).disconnect(false);
            executor.runAll();
            assertTrue(log.with("\"second\"").get(0).endsWith(" was dropped: the server has ended the socket"));
            assertTrue(log.with(" ends: ").get(0).endsWith(" ends: server namespace disconnect"));
        }
    }

    @Test
    void violationsAndRefusedNamespacesAreTold() {
        CoreFixture fixture = new CoreFixture(
                SocketIoOptions.builder().maxNamespacesPerClient(1).build());
        FakeClient client = fixture.connected();
        try (CapturedLog log = CapturedLog.ofDebug()) {
            client.sends("40/other,");
            assertTrue(log.with("CONNECT to \"/other\" was refused: Too many namespaces (session ")
                            .size()
                    == 1);
            client.sends("42/nowhere,[\"x\"]");
            assertEquals(
                    1,
                    log.with("violated the protocol: packet for a namespace that is not connected")
                            .size());
        }
    }
}
