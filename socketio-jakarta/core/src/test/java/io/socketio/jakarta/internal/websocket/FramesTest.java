package io.socketio.jakarta.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramesTest {

    @Test
    void lengthsHaveTheShortestForm() {
        assertArrayEquals(new byte[] {(byte) 0x81, 2, 'h', 'i'}, Frames.text("hi"));
        assertArrayEquals(new byte[] {(byte) 0x82, 0}, Frames.binary(new byte[0]));
        for (int length : new int[] {125, 126, 65535, 65536, 1_000_000}) {
            byte[] payload = new byte[length];
            new Random(length).nextBytes(payload);
            byte[] frame = Frames.binary(payload);
            ByteBuffer header = ByteBuffer.wrap(frame, 2, 8);
            long announced = length < 126 ? frame[1] : length < 65536 ? header.getShort() & 0xffff : header.getLong();
            assertEquals(length < 126 ? length : length < 65536 ? 126 : 127, frame[1]);
            assertEquals(length, announced);
            assertEquals(length, Frames.payloadLength(frame));
            assertArrayEquals(payload, Arrays.copyOfRange(frame, frame.length - length, frame.length));
        }
    }

    @Test
    void closeRepeatsCodeAndReason() {
        assertArrayEquals(new byte[] {(byte) 0x88, 0}, Frames.close(new CloseStatus(CloseStatus.NONE, "")));
        assertArrayEquals(
                new byte[] {(byte) 0x88, 5, 3, (byte) 0xe8, 'b', 'y', 'e'}, Frames.close(new CloseStatus(1000, "bye")));
    }

    @Test
    void framesOfABatchAreThoseOfSingleMessages() {
        for (int length : new int[] {0, 125, 126, 65535, 65536}) {
            byte[] binary = new byte[length];
            new Random(length).nextBytes(binary);
            String text = "ä" + "x".repeat(length);
            FrameBatch batch = new FrameBatch(4);
            batch.text(text);
            batch.frame(Frames.text("made"));
            batch.binary(binary);
            batch.text("");
            ByteBuffer expected = ByteBuffer.allocate(300_000);
            for (byte[] each :
                    List.of(Frames.text(text), Frames.text("made"), Frames.binary(binary), Frames.text(""))) {
                expected.put(each);
            }
            assertArrayEquals(Arrays.copyOf(expected.array(), expected.position()), batch.toBytes());
        }
    }

    @Test
    void acceptKeyIsThatOfTheRfc() {
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", HandshakeKey.accept("dGhlIHNhbXBsZSBub25jZQ=="));
    }
}
