package io.socketio.jakarta.msgpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.socketio.jakarta.parser.EncodedPacket;
import java.util.HexFormat;

/** Messages as they stand in the captures of the reference. */
final class Hex {

    private Hex() {}

    /** @param hex spaces are ignored */
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static String hex(EncodedPacket packet) {
        assertNull(packet.head());
        assertEquals(1, packet.attachments().size());
        return HexFormat.of().formatHex(packet.attachments().get(0));
    }

    /** A message of the root namespace. @param members after type and nsp */
    static byte[] message(int type, int members, String more) {
        return bytes("8" + (members + 2) + "a4747970650" + type + "a36e7370a12f" + more);
    }

    /** An event {@code e} with these arguments. */
    static byte[] event(int count, String arguments) {
        return message(2, 1, "a464617461" + "9" + (count + 1) + "a165" + arguments);
    }

    static byte[] repeated(String before, String one, int times, String after) {
        return bytes(before + one.repeat(times) + after);
    }
}
