package io.socketio.jakarta.internal.websocket;

import static io.socketio.jakarta.internal.websocket.ClientFrame.bytes;
import static io.socketio.jakarta.internal.websocket.ClientFrame.close;
import static io.socketio.jakarta.internal.websocket.ClientFrame.joined;
import static io.socketio.jakarta.internal.websocket.ClientFrame.of;
import static io.socketio.jakarta.internal.websocket.ClientFrame.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FrameReaderTest {

    /** Reads the bytes in portions of this size. */
    private static List<String> read(byte[] bytes, int portion) {
        Recorded recorded = new Recorded();
        FrameReader reader = new FrameReader(recorded, Violations.LIMIT, null);
        byte[] copy = bytes.clone();
        try {
            for (int from = 0; from < copy.length; from += portion) {
                reader.read(copy, from, Math.min(from + portion, copy.length));
            }
        } catch (WebSocketViolation e) {
            recorded.onViolation(e.closeCode());
        }
        return recorded.events;
    }

    private static void assertReads(byte[] bytes, String... events) {
        for (int portion : new int[] {1, 2, 3, 7, 64, Math.max(1, bytes.length)}) {
            assertEquals(List.of(events), read(bytes, portion), "portions of " + portion);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyViolationHasItsCloseCodeInPortionsOfAnySize() {
        return Violations.all().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Violations.Violation violation = each.getValue();
                    for (int portion : new int[] {1, 2, 3, 5, violation.bytes().length}) {
                        List<String> events = read(violation.bytes(), portion);
                        String last = events.get(events.size() - 1);
                        if (violation.code() == Violations.ACCEPTED) {
                            assertEquals("text 4ab", last);
                        } else {
                            assertEquals("violation " + violation.code(), last);
                        }
                    }
                }));
    }

    @Test
    void messagesOfEveryLengthForm() {
        for (int length : new int[] {0, 1, 7, 8, 9, 125, 126, 127, 1000, Violations.LIMIT}) {
            String message = "x".repeat(length);
            assertReads(text(message), "text " + message);
        }
    }

    @Test
    void textOfEveryKindOfCharacter() {
        String message = "aä€😀\u07ff\u0800\ud7ff\ue000\uffff\udbff\udfff\0";
        assertReads(text(message), "text " + message);
        assertReads(text("x".repeat(40) + message), "text " + "x".repeat(40) + message);
    }

    @Test
    void fragmentsAreJoinedAndControlFramesMayComeBetweenThem() {
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        assertReads(
                joined(
                        of(0x01, bytes('4', euro[0])),
                        of(0x89, bytes(1, 2)),
                        of(0x00),
                        of(0x00, euro[1]),
                        of(0x8a, bytes(3)),
                        of(0x80, euro[2]),
                        of(0x02, bytes(1)),
                        of(0x80),
                        of(0x01),
                        of(0x80, bytes('z'))),
                "ping 0102",
                "text 4€",
                "binary 01",
                "text z");
    }

    @Test
    void nothingFollowsTheCloseFrame() {
        assertReads(joined(text("a"), close(1000, bytes('b', 'y', 'e')), text("late")), "text a", "close 1000 bye");
        assertReads(joined(of(0x88), of(0xff)), "close 1005 ");
        assertReads(close(4999), "close 4999 ");
        assertReads(close(1014), "close 1014 ");
    }

    @Test
    void bytesAfterViolationAreIgnored() throws Exception {
        Recorded recorded = new Recorded();
        FrameReader reader = new FrameReader(recorded, 100, null);
        assertThrows(WebSocketViolation.class, () -> reader.read(of(0x83), 0, 6));
        byte[] more = text("more");
        reader.read(more, 0, more.length);
        assertEquals(List.of(), recorded.events);
    }

    @Test
    void controlFramesDoNotCountTowardsTheLimit() {
        byte[] half = new byte[Violations.LIMIT / 2];
        String hex = "00".repeat(Violations.LIMIT);
        byte[] all = joined(of(0x02, half), of(0x89, new byte[125]), of(0x80, half));
        assertReads(all, "ping " + "00".repeat(125), "binary " + hex);
    }

    /** A client may announce a large message and never send it; memory grows with what arrives. */
    @Test
    void announcedLengthCostsNoMemory() throws Exception {
        int limit = 1 << 30;
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        FrameReader[] readers = new FrameReader[64];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = new FrameReader(new Recorded(), limit, null);
            byte[] header = ClientFrame.announcing(0x82, limit);
            readers[i].read(header, 0, header.length);
            readers[i].read(new byte[] {1}, 0, 1);
        }
        long after = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertEquals(0, Math.max(0, after - before) >> 26, "64 MiB or more");
    }
}
