package io.socketio.jakarta.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {

    private static void check(byte[] bytes) {
        boolean valid =
                Arrays.equals(bytes, new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
        if (valid != Utf8Check.isValid(bytes, 0, bytes.length)) {
            assertEquals(valid, !valid, HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void agreesWithTheDecoderOfTheJdkOnAllSequencesOfUpToThreeBytes() {
        for (int i = 0; i < 1 << 8; i++) {
            check(new byte[] {(byte) i});
        }
        for (int i = 0; i < 1 << 16; i++) {
            check(new byte[] {(byte) (i >> 8), (byte) i});
        }
        // First bytes below 0xe0 start shorter sequences.
        for (int i = 0xe00000; i < 1 << 24; i++) {
            check(new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i});
        }
    }

    @Test
    void agreesWithTheDecoderOfTheJdkOnTheEdgesOfFourBytes() {
        int[] edges = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
        for (int first = 0xf0; first <= 0xff; first++) {
            for (int second = 0; second < 256; second++) {
                for (int third : edges) {
                    for (int fourth : edges) {
                        check(new byte[] {(byte) first, (byte) second, (byte) third, (byte) fourth});
                    }
                }
            }
        }
    }
}
