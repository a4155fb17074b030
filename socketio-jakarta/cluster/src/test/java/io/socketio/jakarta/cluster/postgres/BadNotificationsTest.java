package io.socketio.jakarta.cluster.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.cluster.message.FakeNode;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Garbage on a channel and in the table harms nobody: nothing is thrown into the driver, nothing reaches the namespace. */
class BadNotificationsTest {

    private static final String CHANNEL = "socket.io#/";
    private static final String HEADER = "{\"uid\":\"x\",\"type\":3,\"attachmentId\":\"<id>\"}";

    private final MemoryPostgres postgres = new MemoryPostgres();
    private final FakeNode node = new FakeNode("/", "own");

    @BeforeEach
    void open() {
        PostgresOptions options = PostgresOptions.of("postgresql://localhost").withMaxMessageBytes(500_000);
        new PostgresTransport(postgres, node, options, new RateLimitedLog(System::nanoTime)).open();
    }

    @Test
    void hostileNotificationsAreIgnored() {
        for (String payload : List.of(
                "",
                "{",
                "{}",
                "[]",
                "null",
                "7",
                "[".repeat(7000),
                "{\"a\":" + "[".repeat(300) + "]".repeat(300) + "}",
                "{\"type\":99,\"uid\":\"x\",\"nsp\":\"/\"}",
                "{\"type\":\"3\",\"uid\":\"x\",\"nsp\":\"/\"}",
                "{\"type\":3,\"uid\":\"own\",\"nsp\":\"/\"}",
                "{\"type\":3,\"uid\":\"x\",\"nsp\":\"/other\"}",
                "{\"uid\":\"x\",\"type\":3,\"attachmentId\":\"1\"}",
                "{\"uid\":\"x\",\"type\":3,\"attachmentId\":\"-1\"}",
                "{\"uid\":\"x\",\"type\":3,\"attachmentId\":\"99999999999999999999\"}",
                "{\"uid\":\"x\",\"type\":3,\"attachmentId\":\"1); DROP TABLE x\"}",
                "{\"uid\":\"x\",\"type\":3,\"attachmentId\":1.5}",
                "{\"uid\":\"x\",\"type\":3,\"attachmentId\":{}}",
                "{\"uid\":\"x\",\"type\":3,\"attachmentId\":[]}",
                "{\"attachmentId\":true}")) {
            postgres.notify(CHANNEL, payload);
        }
        assertEquals(List.of(), node.texts());
        assertEquals(List.of(), postgres.sent());
    }

    @Test
    void hostileAttachmentsAreIgnored() {
        for (String row : List.of(
                "",
                "00",
                "c1",
                "c0",
                "90",
                "80",
                "dd7fffffff",
                "df7fffffff",
                "c67fffffff00",
                "db7fffffff",
                "91".repeat(200_000),
                "81a474797065" + "cb7ff8000000000000",
                "7b",
                "c4".repeat(600_000))) {
            postgres.notifyHex(CHANNEL, HEADER, row);
        }
        assertEquals(List.of(), node.texts());
        assertEquals(List.of(), postgres.sent());
    }

    /** An attachment is a message, not the header of another. */
    @Test
    void attachmentsOfAttachmentsAreNotRead() {
        // {type: 3, uid: "x", attachmentId: "1"}
        postgres.notifyHex(CHANNEL, HEADER, "83a47479706503a3756964a178ac6174746163686d656e744964a131");
        assertEquals(List.of("{\"type\":3,\"uid\":\"x\",\"nsp\":\"/\"}"), node.texts());
    }

    @Test
    void damagedAttachmentsNeverThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] message = HexFormat.of()
                .parseHex(
                        "84a47479706503a46461746182a67061636b657482a47479706502a46461746192a362696ec403010203a46f70747383a5726f6f6d7390a665786365707490a5666c61677380a3756964b064393837333531643136303239643565a36e7370a12f");
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(message, 1 + random.nextInt(message.length));
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            String hex = HexFormat.of().formatHex(damaged);
            try {
                postgres.notifyHex(CHANNEL, HEADER, hex);
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed + ": " + hex, e);
            }
            postgres.rows.clear();
        }
    }
}
