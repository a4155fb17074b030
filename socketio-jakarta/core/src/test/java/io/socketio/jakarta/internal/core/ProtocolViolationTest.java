package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.internal.engine.FakeWebSocketLink;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolViolationTest {

    private final CoreFixture fixture = new CoreFixture();
    private final CoreServer io = fixture.server;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private FakeClient watched() {
        io.onConnection(socket -> {
            socket.onDisconnect(reason -> reasons.add(reason.text()));
            socket.onError(error -> errors.add(error.getMessage()));
        });
        return fixture.connected();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"40", "42/other,[\"x\"]", "43/other,0[]", "41/other,", "44{\"message\":\"x\"}", "44/other,\"x\""
            })
    void violationClosesTheConnectionWithoutAnswer(String packet) {
        io.of("/other");
        FakeClient client = watched();
        client.sends(packet);
        assertTrue(client.closed());
        assertEquals(List.of("forced close"), reasons);
        assertEquals(List.of(), errors);
        assertEquals(List.of(), client.received());
    }

    @Test
    void violationOverBusyConnectionIsForcedServerCloseAtOnce() {
        FakeClient client = watched();
        client.exchange.link().completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        io.emit("x");
        client.sends("40");
        assertEquals(List.of("forced server close"), reasons);
        assertFalse(client.closed());
        client.exchange.link().complete();
        assertTrue(client.closed());
    }

    @Test
    void violationOverPollingAnswersTheNextPollWithNoopAndClose() {
        io.onConnection(socket -> socket.onDisconnect(reason -> reasons.add(reason.text())));
        String sid = fixture.pollingHandshake();
        fixture.post(sid, "40");
        fixture.poll(sid);
        assertEquals("ok", fixture.post(sid, "40").bodyText());
        assertEquals("6\u001e1", fixture.poll(sid).bodyText());
        assertEquals(List.of("forced server close"), reasons);
        assertEquals(400, fixture.poll(sid).status());
    }

    @Test
    void packetsAfterTheNamespaceWasLeftAreViolations() {
        FakeClient client = watched();
        client.sends("41", "42[\"x\"]");
        assertTrue(client.closed());
        assertEquals(List.of("client namespace disconnect"), reasons);
    }

    @Test
    void secondConnectWhileTheFirstIsUndecidedIsAViolation() {
        List<Next> waiting = new ArrayList<>();
        io.use((socket, next) -> waiting.add(next));
        List<Socket> sockets = fixture.sockets(io);
        FakeClient client = fixture.client();
        client.sends("40", "40");
        assertTrue(client.closed());
        waiting.forEach(Next::proceed);
        assertEquals(1, waiting.size());
        assertEquals(List.of(), sockets);
    }

    @Test
    void eventBeforeConnectIsAnsweredIsAViolation() {
        io.use((socket, next) -> {});
        FakeClient client = fixture.client();
        client.sends("40", "42[\"x\"]");
        assertTrue(client.closed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "49",
                "4abc",
                "42{}",
                "42[]",
                "42[null]",
                "42[{\"toString\":\"foo\"}]",
                "42[\"connect\"]",
                "42[\"disconnecting\"]",
                "42[\"a\"",
                "42abc[\"a\"]",
                "42",
                "40[]",
                "41{}",
                "4511-[\"a\"]",
                "45x-[\"a\"]",
                "451-[\"a\",{\"_placeholder\":true,\"num\":\"0\"}]",
                "451-[\"a\",{\"_placeholder\":true,\"num\":1}]"
            })
    void undecodablePacketIsAnErrorOfEverySocketAndClosesTheConnection(String packet) {
        io.of("/other").onConnection(socket -> socket.onError(error -> errors.add(error.getMessage())));
        FakeClient client = watched();
        client.connect("/other");
        client.sends(packet);
        assertEquals(2, errors.size(), packet);
        assertEquals(List.of("forced close"), reasons);
        assertTrue(client.closed());
        assertEquals(List.of(), client.received());
    }

    @Test
    void decoderErrorsHaveTheTextsOfTheReference() {
        FakeClient client = watched();
        client.sends("42[\"connect\"]");
        assertEquals(List.of("invalid payload"), errors);
        client = watchedAgain();
        client.sends(new byte[] {1});
        assertEquals("got binary data when not reconstructing a packet", errors.get(errors.size() - 1));
        client = watchedAgain();
        client.sends("451-[\"a\",{\"_placeholder\":true,\"num\":0}]", "42[\"b\"]");
        assertEquals("got plaintext data when reconstructing a packet", errors.get(errors.size() - 1));
    }

    private FakeClient watchedAgain() {
        return fixture.connected();
    }

    @Test
    void undecodablePacketWithoutErrorListenerHurtsNobodyElse() {
        FakeClient bad = fixture.connected();
        FakeClient good = fixture.connected();
        bad.sends("4error");
        io.emit("x");
        assertEquals(List.of("42[\"x\"]"), good.received());
    }

    @Test
    void ackWithUnknownIdIsIgnored() {
        FakeClient client = watched();
        client.sends("437[]", "43999999999[1]", "43[]");
        assertFalse(client.closed());
    }

    @Test
    void halfABinaryEventAndThenSilenceEndsWithTheHeartbeat() {
        FakeClient client = watched();
        client.sends("452-[\"a\",{\"_placeholder\":true,\"num\":0}]");
        client.sends(new byte[] {1});
        fixture.scheduler.advanceMillis(45_000);
        assertEquals(List.of("ping timeout"), reasons);
    }

    @Test
    void deepNestingCostsOnlyItsSender() {
        FakeClient client = watched();
        FakeClient good = fixture.connected();
        client.sends("42[\"a\"," + "[".repeat(100_000) + "]".repeat(100_000) + "]");
        assertTrue(client.closed());
        assertFalse(good.closed());
    }

    @Test
    void fullMailboxClosesTheConnectionAndDropsWhatWaits() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture slow =
                new CoreFixture(SocketIoOptions.builder().maxPendingEvents(10).build(), executor);
        List<String> seen = new ArrayList<>();
        slow.server.onConnection(socket -> {
            socket.on("n", event -> seen.add("n"));
            socket.onDisconnect(reason -> seen.add(reason.text()));
        });
        FakeClient client = slow.client();
        client.sends("40");
        executor.runAll();
        for (int i = 0; i < 11; i++) {
            client.sends("42[\"n\"]");
        }
        assertTrue(client.closed());
        executor.runAll();
        assertEquals(List.of("forced server close"), seen);
    }

    @Test
    void tooManyBytesCloseTheConnectionButOneLargeEventIsFine() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture slow =
                new CoreFixture(SocketIoOptions.builder().maxPendingBytes(1_000).build(), executor);
        FakeClient client = slow.client();
        client.sends("40");
        executor.runAll();
        String large = "42[\"n\",\"" + "x".repeat(2_000) + "\"]";
        client.sends(large);
        assertFalse(client.closed());
        executor.runAll();
        client.sends(large);
        assertFalse(client.closed());
        client.sends("42[\"n\"]");
        assertTrue(client.closed());
    }

    @Test
    void randomPacketsNeverThrowAndNeverReachAListener() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        io.onConnection(socket -> socket.on("never", event -> errors.add("reached")));
        String alphabet = "0123456-/,[]{}\"\\:abcnever_placeholdernum ";
        for (int i = 0; i < 3_000; i++) {
            FakeClient client = fixture.connected();
            for (int packet = 0; packet < 3 && !client.closed(); packet++) {
                StringBuilder text = new StringBuilder("4");
                int length = random.nextInt(30);
                for (int c = 0; c < length; c++) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                client.sends(text.toString());
            }
            client.exchange.closes();
        }
        assertEquals(List.of(), errors, "seed " + seed);
        assertEquals(0, io.engineServer().sessionCount(), "seed " + seed);
        assertTrue(io.sockets().isEmpty(), "seed " + seed);
    }
}
