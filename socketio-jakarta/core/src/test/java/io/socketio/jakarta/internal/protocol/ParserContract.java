package io.socketio.jakarta.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketArguments;
import io.socketio.jakarta.parser.PacketException;
import io.socketio.jakarta.parser.Parser;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every parser keeps. What it writes it reads, so its encoder plays the client. */
public abstract class ParserContract {

    private final Parser parser = parser();
    private final Parser.Decoder decoder = parser.newDecoder(3, 100);

    protected abstract Parser parser();

    private Packet decoded(EncodedPacket encoded) throws PacketException {
        Packet packet = null;
        String head = encoded.head();
        if (head != null) {
            assertEquals(EncodedPacket.MESSAGE, head.charAt(0));
            packet = decoder.onText(head, 1);
        }
        for (byte[] message : encoded.attachments()) {
            assertNull(packet, "complete before its last message");
            packet = decoder.onBinary(message);
        }
        return Objects.requireNonNull(packet);
    }

    private PacketArguments arguments(Object... args) throws PacketException {
        Packet packet = decoded(parser.event("/", Packet.NO_ACK, "e", args));
        return assertInstanceOf(Packet.Event.class, packet).arguments();
    }

    @Test
    void eventsKeepNamespaceAckIdNameAndNumberOfArguments() throws PacketException {
        Packet.Event event = assertInstanceOf(
                Packet.Event.class, decoded(parser.event("/admin", 17, "née \"x\"", new Object[] {1, "b"})));
        assertEquals("/admin", event.namespace());
        assertEquals(17, event.ackId());
        assertEquals("née \"x\"", event.name());
        assertEquals(2, event.arguments().size());
        Packet none = decoded(parser.event("/", Packet.NO_ACK, "e", new Object[0]));
        assertEquals(Packet.NO_ACK, assertInstanceOf(Packet.Event.class, none).ackId());
    }

    @Test
    void acknowledgementsKeepTheirId() throws PacketException {
        Packet.Ack ack = assertInstanceOf(Packet.Ack.class, decoded(parser.ack("/a", 0, new Object[] {"ok"})));
        assertEquals("/a", ack.namespace());
        assertEquals(0, ack.ackId());
        assertEquals("ok", ack.arguments().string(0));
    }

    @Test
    void connectDisconnectAndErrorsArePackets() throws PacketException {
        assertEquals(new Packet.Connect("/a", "{\"sid\":\"x\"}"), decoded(parser.connected("/a", "x")));
        assertEquals(new Packet.Disconnect("/a"), decoded(parser.disconnect("/a")));
        Packet.ConnectError error =
                assertInstanceOf(Packet.ConnectError.class, decoded(parser.connectError("/a", "no", null)));
        assertEquals("{\"message\":\"no\"}", error.json());
    }

    @Test
    void scalarsAreReadWithoutACodec() throws PacketException {
        PacketArguments args = arguments("é€😀", 7, 1L << 40, 1.5, true, null);
        assertTrue(args.isString(0));
        assertEquals("é€😀", args.string(0));
        assertEquals(7, args.number(1));
        assertEquals(1L << 40, args.number(2));
        assertEquals(1.5, args.number(3));
        assertTrue(args.isBoolean(4) && args.booleanValue(4));
        assertTrue(args.isNull(5) && !args.isString(5) && !args.isNumber(5) && !args.isBinary(5));
        assertThrows(PayloadException.class, () -> args.number(0));
        assertThrows(PayloadException.class, () -> args.string(1));
        assertThrows(IndexOutOfBoundsException.class, () -> args.string(6));
    }

    @Test
    void whatACodecBindsIsJson() throws PacketException {
        PacketArguments args = arguments("a\"b", 7, true, null);
        assertEquals("\"a\\\"b\"", args.json(0));
        assertEquals("7", args.json(1));
        assertEquals("true", args.json(2));
        assertEquals("null", args.json(3));
    }

    @Test
    void binaryComesAsItWas() throws PacketException {
        PacketArguments args = arguments("x", new byte[] {1, 2, 3});
        assertFalse(args.isBinary(0));
        assertTrue(args.isBinary(1));
        assertArrayEquals(new byte[] {1, 2, 3}, args.binary(1));
        assertArrayEquals(new byte[] {1, 2, 3}, args.attachments().get(0));
        assertEquals("{\"_placeholder\":true,\"num\":0}", args.json(1));
    }

    @Test
    void dataOfARefusalHoldsNoBinary() {
        assertThrows(PayloadException.class, () -> parser.connectError("/", "no", Map.of("x", new byte[1])));
    }

    @Test
    void rubbishIsRefusedWithAnExceptionOfTheProtocolAndNothingStaysPending() throws PacketException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        EncodedPacket sample = parser.event("/n", 3, "e", new Object[] {"some text", 12.5, new byte[5]});
        for (int round = 0; round < 5_000; round++) {
            try {
                String head = sample.head();
                if (head != null) {
                    decoder.onText(damaged(head, random), 1);
                }
                for (byte[] message : sample.attachments()) {
                    decoder.onBinary(damaged(message, random));
                }
                decoder.reset();
            } catch (PacketException expected) {
                assertInstanceOf(Packet.Ack.class, decoded(parser.ack("/", 1, new Object[] {1})));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static String damaged(String text, Random random) {
        char[] chars = text.toCharArray();
        chars[1 + random.nextInt(chars.length - 1)] = (char) (' ' + random.nextInt(96));
        return random.nextInt(4) == 0 ? text.substring(0, 1 + random.nextInt(text.length() - 1)) : new String(chars);
    }

    private static byte[] damaged(byte[] message, Random random) {
        byte[] bytes = message.clone();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
