package io.socketio.jakarta.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random and mutated frames in random portions: the reader tells the same as its naive twin. The system property {@code fuzz.frames} sets the number
 * of frames, {@code seed} repeats a run.
 */
class FrameFuzzTest {

    private static final int DEFAULT_FRAMES = 80_000;
    private static final int LIMIT = 300;
    private static final int[] OPCODES = {0, 0, 1, 1, 1, 2, 2, 8, 9, 10, 3, 11};
    private static final String[] TEXTS = {
        "", "4hello", "42[\"a\",{\"b\":1}]", "ä", "€", "😀", "2probe", "x".repeat(130)
    };

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final int frames = Integer.getInteger("fuzz.frames", DEFAULT_FRAMES);

    @Test
    void readsWhatItsNaiveTwinReads() {
        System.out.println("FrameFuzzTest seed " + seed + ", " + frames + " frames");
        int made = 0;
        int messages = 0;
        int violations = 0;
        while (made < frames) {
            int count = 1 + random.nextInt(6);
            byte[] bytes = connection(count);
            List<String> expected = NaiveFrameReader.read(bytes, LIMIT);
            assertEquals(
                    expected,
                    read(bytes.clone()),
                    () -> "seed " + seed + ", " + HexFormat.of().formatHex(bytes));
            made += count;
            for (String event : expected) {
                violations += event.startsWith("violation") ? 1 : 0;
                messages += event.startsWith("text") || event.startsWith("binary") ? 1 : 0;
            }
        }
        assertTrue(messages > frames / 10, "too few messages: " + messages);
        assertTrue(violations > frames / 100, "too few violations: " + violations);
    }

    private byte[] connection(int count) {
        byte[][] all = new byte[count][];
        boolean open = false;
        for (int i = 0; i < count; i++) {
            boolean fin = random.nextInt(3) > 0;
            int opcode = random.nextInt(8) == 0 ? OPCODES[random.nextInt(OPCODES.length)] : open ? 0 : likely();
            open = opcode > 2 ? open : !fin;
            all[i] = frame(fin || opcode > 2, opcode);
        }
        byte[] bytes = ClientFrame.joined(all);
        if (random.nextInt(3) == 0) {
            mutate(bytes);
        }
        if (random.nextInt(100) == 0) {
            random.nextBytes(bytes);
        }
        return bytes;
    }

    private int likely() {
        return random.nextInt(5) == 0 ? 8 + random.nextInt(3) : 1 + random.nextInt(2);
    }

    private byte[] frame(boolean fin, int opcode) {
        byte[] payload = TEXTS[random.nextInt(TEXTS.length)].getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (opcode == 8) {
            payload = closePayload();
        } else if (opcode > 2 && payload.length > 125) {
            payload = new byte[random.nextInt(126)];
        } else if (payload.length > 1 && random.nextInt(10) == 0) {
            payload = java.util.Arrays.copyOf(payload, payload.length - 1);
        }
        int lengthBytes =
                payload.length > 125 ? 2 : opcode < 3 && random.nextInt(20) == 0 ? 2 + 6 * random.nextInt(2) : 0;
        int[] key = {random.nextInt(256), random.nextInt(256), random.nextInt(256), random.nextInt(256)};
        return ClientFrame.of((fin ? 0x80 : 0) | opcode, payload, lengthBytes, random.nextInt(200) == 0 ? null : key);
    }

    private byte[] closePayload() {
        int code = random.nextBoolean() ? 1000 : random.nextInt(5200);
        byte[] payload = {(byte) (code >> 8), (byte) code, 'x', 'y'};
        return java.util.Arrays.copyOf(payload, random.nextInt(5));
    }

    private void mutate(byte[] bytes) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            if (random.nextBoolean()) {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
            } else {
                bytes[at] = (byte) random.nextInt(256);
            }
        }
    }

    private List<String> read(byte[] bytes) {
        Recorded recorded = new Recorded();
        FrameReader reader = new FrameReader(recorded, LIMIT, null);
        int most = 1 + random.nextInt(random.nextBoolean() ? 4 : bytes.length);
        try {
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(most));
                reader.read(bytes, from, to);
                from = to;
            }
        } catch (WebSocketViolation e) {
            recorded.onViolation(e.closeCode());
        }
        return new ArrayList<>(recorded.events);
    }
}
