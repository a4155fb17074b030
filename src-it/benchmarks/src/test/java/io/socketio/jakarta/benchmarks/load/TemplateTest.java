package io.socketio.jakarta.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final int MASK_KEY = 0x01020304;

    private final Template template = new Template("42@@@[\"ack\",\"#####\"]");

    @Test
    void bothNumbersAreFilledIn() {
        assertEquals("42017[\"ack\",\"00042\"]", template.text(42, 17));
    }

    @Test
    void anotherSequenceOrAckIdOrLengthIsNoMatch() {
        byte[] packet = "42017[\"ack\",\"00042\"]".getBytes(StandardCharsets.US_ASCII);

        assertTrue(template.matches(packet, 0, packet.length, 42, 17));
        assertFalse(template.matches(packet, 0, packet.length, 43, 17));
        assertFalse(template.matches(packet, 0, packet.length, 42, 18));
        assertFalse(template.matches(packet, 0, packet.length - 1, 42, 17));
    }

    @Test
    void frameIsMaskedText() {
        byte[] frame = new byte[64];

        int length = template.writeFrame(frame, MASK_KEY, 42, 17);

        byte[] text = new byte[length - 6];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (frame[6 + i] ^ (1 + i % 4));
        }
        assertEquals((byte) 0x81, frame[0]);
        assertEquals(0x80 | text.length, frame[1] & 0xFF);
        assertEquals("42017[\"ack\",\"00042\"]", new String(text, StandardCharsets.US_ASCII));
    }
}
