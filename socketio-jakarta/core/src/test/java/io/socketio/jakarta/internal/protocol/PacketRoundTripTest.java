package io.socketio.jakarta.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.Packet.Ack;
import io.socketio.jakarta.parser.Packet.Event;
import io.socketio.jakarta.parser.PacketArguments;
import io.socketio.jakarta.parser.PacketException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the encoder writes, the decoder reads: any name, any arguments, any binary. */
class PacketRoundTripTest {

    private static final String[] NAMESPACES = {"/", "/a", "/admin/\u00e9?x=1"};

    private final DefaultParser encoder = new DefaultParser(new NoCodec());
    private final PacketDecoder decoder = new PacketDecoder(1_000, 1_000_000);

    @Test
    void randomPackets() throws PacketException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("PacketRoundTripTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            String namespace = NAMESPACES[random.nextInt(NAMESPACES.length)];
            Object[] args = new Object[random.nextInt(6)];
            for (int j = 0; j < args.length; j++) {
                args[j] = argument(random);
            }
            if (random.nextBoolean()) {
                long id = random.nextBoolean() ? Packet.NO_ACK : random.nextLong() >>> 11;
                String name = "n" + string(random);
                Event event = assertInstanceOf(Event.class, decoded(encoder.event(namespace, id, name, args)));
                assertEquals(namespace, event.namespace());
                assertEquals(id, event.ackId());
                assertEquals(name, event.name());
                check(args, event.arguments());
            } else {
                long id = random.nextInt(1_000);
                Ack ack = assertInstanceOf(Ack.class, decoded(encoder.ack(namespace, id, args)));
                assertEquals(namespace, ack.namespace());
                assertEquals(id, ack.ackId());
                check(args, ack.arguments());
            }
        }
    }

    private Packet decoded(EncodedPacket encoded) throws PacketException {
        Packet packet = decoder.onText(encoded.head(), 1);
        for (byte[] attachment : encoded.attachments()) {
            assertNull(packet);
            packet = decoder.onBinary(attachment);
        }
        return packet;
    }

    private static void check(Object[] expected, PacketArguments actual) {
        assertEquals(expected.length, actual.size());
        for (int i = 0; i < expected.length; i++) {
            Object value = expected[i];
            if (value == null) {
                assertTrue(actual.isNull(i));
            } else if (value instanceof String) {
                assertEquals(value, actual.string(i));
            } else if (value instanceof Long) {
                assertEquals(value, actual.number(i).longValue());
            } else if (value instanceof Double) {
                assertEquals((Double) value, actual.number(i).doubleValue());
            } else if (value instanceof Boolean) {
                assertEquals(value, actual.booleanValue(i));
            } else if (value instanceof byte[] bytes) {
                assertArrayEquals(bytes, actual.binary(i));
            } else {
                checkNested((List<?>) value, actual.json(i), actual);
            }
        }
    }

    private static void checkNested(List<?> list, String json, PacketArguments args) {
        assertTrue(json.startsWith("[[{\"_placeholder\":true,\"num\":"));
        int num = Integer.parseInt(json.substring(29, json.indexOf('}')));
        assertEquals(((List<?>) list.get(0)).get(0), args.attachments().get(num));
    }

    private static Object argument(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> random.nextLong();
            case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
            case 3 -> random.nextBoolean();
            case 4 -> new byte[] {(byte) random.nextInt()};
            case 5 -> List.of(List.of(new byte[] {1}), "x");
            case 6 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
            default -> string(random);
        };
    }

    private static String string(Random random) {
        StringBuilder out = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            out.append((char) random.nextInt(random.nextInt(4) == 0 ? 0x10000 : 0x80));
        }
        return out.toString();
    }
}
