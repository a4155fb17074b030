package io.socketio.jakarta.msgpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketException;
import io.socketio.jakarta.parser.Parser;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages that are no packets, and those that want the server to allocate. */
class BadMessagesTest {

    private static final String DATA = "a464617461";
    private static final String ID = "a26964";

    private final Parser.Decoder decoder = new MsgpackParser(new JsonbPayloadCodec()).newDecoder(10, 1000);

    private void refused(String error, byte[] message) {
        PacketException refusal = assertThrows(PacketException.class, () -> decoder.onBinary(message));
        assertEquals(error, refusal.getMessage());
    }

    private void refused(String error, String hex) {
        refused(error, Hex.bytes(hex));
    }

    private Packet accepted(byte[] message) throws PacketException {
        return decoder.onBinary(message);
    }

    @Test
    void whatIsNoMsgpackCannotBeParsed() {
        refused("Could not parse", "");
        refused("Could not parse", "c1");
        refused("Could not parse", Hex.event(1, "c1"));
        refused("Could not parse", "82a474797065");
        refused("Could not parse", "82a47479706502a36e7370a12fa4".substring(0, 20));
        assertEquals(
                "Could not parse",
                assertThrows(PacketException.class, () -> decoder.onText("2[\"e\"]", 0))
                        .getMessage());
    }

    @Test
    void everyCutOfAPacketIsRefused() throws PacketException {
        byte[] whole = Hex.event(
                7, "c40101 d9026869 93010203 81a16181a162c0 d7000000018bcfe5687b c7030001 0203 cb3ff8000000000000");
        assertInstanceOf(Packet.Event.class, accepted(whole));
        for (int length = 0; length < whole.length; length++) {
            refused("Could not parse", java.util.Arrays.copyOf(whole, length));
        }
    }

    @Test
    void bytesBehindThePacketAreCounted() {
        refused("1 trailing bytes", "82a47479706501a36e7370a12fc0");
        refused("3 trailing bytes", "82a47479706501a36e7370a12f000000");
    }

    @Test
    void typeAndNamespaceMustBeThere() {
        refused("invalid packet type", "c0");
        refused("invalid packet type", "93010203");
        refused("invalid packet type", "80");
        refused("invalid packet type", "82a47479706505a36e7370a12f");
        refused("invalid packet type", "82a474797065ffa36e7370a12f");
        refused("invalid packet type", "82a474797065a130a36e7370a12f");
        refused("invalid packet type", "82a474797065cfffffffffffffffffa36e7370a12f");
        refused("invalid packet type", "82a474797065cb3ff8000000000000a36e7370a12f");
        refused("invalid namespace", "81a47479706500");
        refused("invalid namespace", "82a47479706500a36e737001");
        refused("invalid namespace", "82a47479706500a36e7370c0");
        refused("invalid namespace", "82a47479706500a36e7370a161");
    }

    @Test
    void nilWhereAbsentIsMeantIsRefused() throws PacketException {
        refused("invalid payload", Hex.message(0, 1, DATA + "c0"));
        refused("invalid payload", Hex.message(1, 1, DATA + "c0"));
        refused("invalid payload", Hex.message(4, 1, DATA + "c0"));
        refused("invalid payload", Hex.message(2, 1, DATA + "c0"));
        refused("invalid packet id", Hex.message(2, 2, DATA + "91a165" + ID + "c0"));
        assertInstanceOf(Packet.Connect.class, accepted(Hex.message(0, 1, DATA + "d40000")));
        assertInstanceOf(Packet.Event.class, accepted(Hex.message(2, 2, DATA + "91a165" + ID + "d40000")));
    }

    @Test
    void dataMustFitTheType() {
        refused("invalid payload", Hex.message(0, 1, DATA + "90"));
        refused("invalid payload", Hex.message(0, 1, DATA + "a161"));
        refused("invalid payload", Hex.message(1, 1, DATA + "80"));
        refused("invalid payload", Hex.message(2, 0, ""));
        refused("invalid payload", Hex.message(2, 1, DATA + "80"));
        refused("invalid payload", Hex.message(3, 1, DATA + "80"));
        refused("invalid payload", Hex.message(3, 0, ""));
        refused("invalid payload", Hex.message(4, 0, ""));
    }

    @Test
    void eventsNeedANameThatIsNotReserved() throws PacketException {
        refused("invalid payload", Hex.message(2, 1, DATA + "90"));
        refused("invalid payload", Hex.message(2, 1, DATA + "91c0"));
        refused("invalid payload", Hex.message(2, 1, DATA + "9180"));
        refused("invalid payload", Hex.message(2, 1, DATA + "91c3"));
        refused("invalid payload", Hex.message(2, 1, DATA + "91c40161"));
        refused("invalid payload", Hex.message(2, 1, DATA + "91a7636f6e6e656374"));
        refused("invalid payload", Hex.message(2, 1, DATA + "91d907636f6e6e656374"));
        assertEquals("7", ((Packet.Event) accepted(Hex.message(2, 1, DATA + "9107"))).name());
    }

    @Test
    void ackIdsAreFromZeroToTheLargestThatJavaScriptCounts() throws PacketException {
        for (String id :
                List.of("ff", "d3ffffffffffffffff", "cf0020000000000001", "cfffffffffffffffff", "a131", "80")) {
            refused("invalid packet id", Hex.message(2, 2, DATA + "91a165" + ID + id));
        }
        Packet largest = accepted(Hex.message(3, 2, DATA + "90" + ID + "cf0020000000000000"));
        assertEquals(Packet.MAX_ACK_ID, ((Packet.Ack) largest).ackId());
    }

    @Test
    void connectAndRefusalsHoldNoBinary() {
        refused("invalid payload", Hex.message(0, 1, DATA + "81a161c40101"));
        refused("invalid payload", Hex.message(4, 1, DATA + "81a161c70100 01"));
    }

    /** A codec would put the binary value in the place of the object. */
    @Test
    void placeholdersBesideBinaryAreRefused() throws PacketException {
        String marker = "ac5f706c616365686f6c646572";
        String longMarker = "d90c5f706c616365686f6c646572";
        for (String key :
                List.of(marker, longMarker, "da000c" + marker.substring(2), "db0000000c" + marker.substring(2))) {
            refused("invalid payload", Hex.event(2, "82" + key + "c3a36e756d05 c40101"));
            Packet.Event alone = (Packet.Event) accepted(Hex.event(1, "82" + key + "c3a36e756d05"));
            assertEquals("{\"_placeholder\":true,\"num\":5}", alone.arguments().json(0));
            assertTrue(alone.arguments().attachments().isEmpty());
        }
    }

    @Test
    void keysAreTextsOrWholeNumbers() throws PacketException {
        refused("Could not parse", Hex.event(1, "8190c0"));
        refused("Could not parse", Hex.event(1, "81c0c0"));
        refused("Could not parse", Hex.event(1, "81c40161c0"));
        Packet.Event numbers = (Packet.Event) accepted(Hex.event(1, "8205c0cfffffffffffffffffc0"));
        assertEquals(
                "{\"5\":null,\"18446744073709551615\":null}",
                numbers.arguments().json(0));
    }

    @Test
    void lastOfTwoEqualKeysCounts() throws PacketException {
        Packet.Event event = (Packet.Event) accepted(
                Hex.message(0, 4, "a47479706502" + DATA + "92a161c40101" + DATA + "92a162c0" + "a36e7370a22f61"));
        assertEquals("/a", event.namespace());
        assertEquals("b", event.name());
        assertTrue(event.arguments().attachments().isEmpty());
    }

    @Test
    void nestingIsBounded() throws PacketException {
        String head = "83a47479706502a36e7370a12fa46461746192a165";
        assertInstanceOf(Packet.Event.class, accepted(Hex.repeated(head, "91", 199, "c0")));
        refused("Could not parse", Hex.repeated(head, "91", 200, "c0"));
        refused("Could not parse", Hex.repeated(head, "91", 100_000, "c0"));
        refused("Could not parse", Hex.repeated(head, "81a161", 100_000, "c0"));
        refused("Could not parse", Hex.repeated("83a47479706502a36e7370a12fa178", "91", 100_000, "c0"));
    }

    @Test
    void timestampsThatAreNoneAreRefused() {
        refused("Could not parse", Hex.event(1, "c705ff0000000000"));
        refused("Could not parse", Hex.event(1, "c70cff 00000000 7fffffffffffffff"));
    }

    /** In the field: two gigabytes for nine bytes. */
    @Test
    void declaredLengthsBeyondTheMessageAllocateNothing() {
        List<String> claims = List.of(
                "c67fffffff",
                "c6ffffffff",
                "db7fffffff",
                "dbffffffff",
                "dd7fffffff",
                "ddffffffff",
                "df7fffffff",
                "dfffffffff",
                "c97fffffff00",
                "c9ffffffff05",
                "c97fffffffff",
                "dc ffff",
                "deffff",
                "daffff",
                "c8ffff00");
        long before = allocated();
        for (String claim : claims) {
            refused("Could not parse", Hex.event(1, claim));
            refused("Could not parse", Hex.message(2, 1, DATA + claim));
            refused("Could not parse", Hex.message(2, 1, "a178" + claim));
            refused("Could not parse", claim);
        }
        refused("Could not parse", "dfffffffff");
        long bytes = allocated() - before;
        assertTrue(bytes < 4 << 20, () -> bytes + " bytes");
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** Whatever comes: a packet whose arguments can be read, or an exception of the protocol. */
    @Test
    void randomMessagesArePacketsOrRefused() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] sample = Hex.event(
                7, "c40101 d9026869 93010203 81a16181a162c0 d7000000018bcfe5687b c70300010203 cb3ff8000000000000");
        for (int round = 0; round < 30_000; round++) {
            byte[] message = sample.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                message[random.nextInt(message.length)] = (byte) random.nextInt();
            }
            Packet packet;
            try {
                packet = decoder.onBinary(message);
            } catch (PacketException expected) {
                continue;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            if (packet instanceof Packet.Event event) {
                readAll(event, seed);
            }
        }
    }

    private static void readAll(Packet.Event event, long seed) {
        try {
            for (int i = 0; i < event.arguments().size(); i++) {
                Values.readAll(event.arguments(), i);
            }
        } catch (PacketException | RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}
