package io.socketio.jakarta.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.parser.PacketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, the decoder answers with a packet, with nothing yet, or with a PacketException. */
class PacketFuzzTest {

    private static final int TOTAL = 10_000_000;
    private static final String ALPHABET = "0123456789-/,[]{}\":\\ue.+truefalsn_placeholdernum \u00e9\ud800\0";
    private static final String[] SEEDS = {
        "0{\"token\":\"123\"}",
        "2/admin,456[\"x\",1,{\"a\":[true,null]}]",
        "3/admin,13[\"bar\"]",
        "51-[\"baz\",{\"_placeholder\":true,\"num\":0}]",
        "62-/admin,7[{\"num\":1,\"_placeholder\":true},[{\"_placeholder\":true,\"num\":0}]]",
        "4{\"message\":\"Not authorized\"}",
        "1/admin,"
    };

    private final Random random;
    private final PacketDecoder decoder = new PacketDecoder(10, 100);

    PacketFuzzTest() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("PacketFuzzTest seed " + seed);
        random = new Random(seed);
    }

    @Test
    void randomBytes() {
        byte[] bytes = new byte[64];
        for (int done = 0; done < TOTAL; done += bytes.length) {
            random.nextBytes(bytes);
            if (random.nextInt(8) == 0) {
                feed(bytes.clone());
            }
            feed(new String(bytes, 0, random.nextInt(bytes.length), StandardCharsets.ISO_8859_1));
            feed(new String(bytes, StandardCharsets.UTF_16BE));
        }
    }

    @Test
    void randomCharactersOfTheGrammar() {
        StringBuilder out = new StringBuilder();
        for (int done = 0; done < TOTAL; done += out.length()) {
            out.setLength(0);
            out.append((char) ('0' + random.nextInt(7)));
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                out.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            feed(out.toString());
        }
    }

    @Test
    void mutatedPackets() {
        int packets = 0;
        for (int i = 0; i < 300_000; i++) {
            StringBuilder out = new StringBuilder(SEEDS[random.nextInt(SEEDS.length)]);
            int mutations = random.nextInt(5);
            for (int m = 0; m < mutations; m++) {
                RandomJson.mutate(random, out);
            }
            decoder.reset();
            packets += feed(out.toString()) ? 1 : 0;
            packets += feed(new byte[1]) ? 1 : 0;
            packets += feed(new byte[1]) ? 1 : 0;
        }
        assertTrue(packets > 10_000, "too few packets were valid: " + packets);
    }

    // CVE-2020-36049: a long run of digits took quadratic time and memory.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "5",
                "\\",
                "[",
                "{\"a\":",
                "[1,",
                "\"",
                "0",
                "1.",
                "-",
                "/",
                ",",
                "[[],",
                "\\u0061",
                "{\"_placeholder\":true,\"num\":0},",
                "{\"num\":1111111111111,\"num\":"
            })
    void oneMegabyteOfTheSameTakesLinearTime(String piece) {
        String run = piece.repeat(1_000_000 / piece.length());
        // Linear is some milliseconds, quadratic would be many minutes.
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String before : new String[] {
                "", "2", "5", "51-[", "2[\"", "2[\"a\",", "51-[\"a\",\"", "51-[\"a\",{\"num\":", "0{\"", "2/"
            }) {
                decoder.reset();
                feed(before + run);
            }
        });
    }

    @Test
    void deepNestingEndsWithAnError() {
        for (String open : new String[] {"[", "{\"a\":", "[{\"num\":"}) {
            String text = "51-[\"a\"," + open.repeat(300_000);
            assertThrows(PacketException.class, () -> decoder.onText(text, 0));
        }
    }

    private boolean feed(String text) {
        try {
            return decoder.onText(text, 0) != null;
        } catch (PacketException expected) {
            return false;
        }
    }

    private boolean feed(byte[] bytes) {
        try {
            return decoder.onBinary(bytes) != null;
        } catch (PacketException expected) {
            return false;
        }
    }
}
