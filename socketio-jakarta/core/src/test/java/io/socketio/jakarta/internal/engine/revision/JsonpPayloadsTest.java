package io.socketio.jakarta.internal.engine.revision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.socketio.jakarta.internal.engine.packet.EngineIo3;
import io.socketio.jakarta.internal.engine.packet.EngineIo4;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.PacketReceiver;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client names or sends gets into a script, and must stay a string there. */
class JsonpPayloadsTest {

    private static String encoded(String index, String packet) {
        ProtocolRevision.Payload payload =
                new JsonpPayloads(EngineIo3.BASE64, index).encodePayload(List.of(OutboundPacket.text(packet)));
        assertEquals("text/plain; charset=UTF-8", payload.contentType());
        return new String(payload.body(), StandardCharsets.UTF_8);
    }

    private static List<String> decoded(String form) {
        List<String> packets = new ArrayList<>();
        PacketReceiver receiver = new PacketReceiver() {
            @Override
            public void onMessage(String text) {
                packets.add(text);
            }

            @Override
            public void onMessage(byte[] binary) {
                packets.add(binary.length + " bytes");
            }

            @Override
            public void onPing() {}

            @Override
            public void onPong() {}

            @Override
            public void onClosePacket() {}

            @Override
            public void onMalformed() {
                packets.add("malformed");
            }
        };
        new JsonpPayloads(EngineIo4.INSTANCE, "0").decodePayload(form.getBytes(StandardCharsets.UTF_8), null, receiver);
        return packets;
    }

    @Test
    void payloadIsAStringInACall() {
        assertEquals("___eio[7](\"14:42[\\\"txt\\\",\\\"é€\\\"]\");", encoded("7", "42[\"txt\",\"é€\"]"));
    }

    @Test
    void numberHasOnlyDigits() {
        assertEquals("___eio[12](\"1:2\");", encoded("1](alert(document.cookie))//2", "2"));
        assertEquals("___eio[](\"1:2\");", encoded("", "2"));
        assertEquals("___eio[](\"1:2\");", encoded("\u0661\uff11", "2"));
    }

    @Test
    void stringCannotEnd() {
        assertEquals(
                "___eio[0](\"15:4\\u2028\\u2029\\u003c/script>\\\"\\n\\\\\");",
                encoded("0", "4\u2028\u2029</script>\"\n\\"));
        assertFalse(encoded("0", "4<!--<script>").contains("<"));
        assertEquals(
                "___eio[0](\"2\\u001e2\");",
                new String(
                        new JsonpPayloads(EngineIo4.INSTANCE, "0")
                                .encodePayload(List.of(OutboundPacket.text("2"), OutboundPacket.text("2")))
                                .body(),
                        StandardCharsets.UTF_8));
    }

    @Test
    void formHasThePayloadInOneField() {
        assertEquals(List.of("é +&="), decoded("d=4%C3%A9+%2B%26%3D"));
        assertEquals(List.of("a", "3 bytes"), decoded("x=1&d=4a%1EbAQID&y"));
        assertEquals(List.of("%zz"), decoded("d=4%zz"));
    }

    @Test
    void formWithoutTheFieldIsIgnored() {
        assertEquals(List.of(), decoded(""));
        assertEquals(List.of(), decoded("4hello"));
        assertEquals(List.of(), decoded("e=4hello"));
        assertEquals(List.of(), decoded("d=4a&d=4b"));
        assertEquals(List.of(), decoded("d[]=4a"));
        assertEquals(List.of("malformed"), decoded("d="));
        assertEquals(List.of("malformed"), decoded("d"));
    }

    /** Browsers change line ends in forms. */
    @Test
    void lineFeedsAreEscaped() {
        assertEquals(List.of("a\nb\\nc\\d\\\nn"), decoded("d=4a\\nb\\\\nc\\d\\%0An"));
        assertEquals(List.of("\\\\n"), decoded("d=4\\\\\\n"));
    }

    @Test
    void revisionIsThatOfTheQuery() {
        assertSame(EngineIo4.INSTANCE, ProtocolRevisions.of(Map.of("EIO", "4"), false));
        assertSame(EngineIo4.INSTANCE, ProtocolRevisions.of(Map.of("EIO", "4", "b64", "1"), true));
        assertNull(ProtocolRevisions.of(Map.of("EIO", "3"), false));
        assertNull(ProtocolRevisions.of(Map.of("j", "0"), false));
        assertSame(EngineIo3.BINARY, ProtocolRevisions.of(Map.of("EIO", "3"), true));
        assertSame(EngineIo3.BINARY, ProtocolRevisions.of(Map.of("b64", ""), true));
        assertSame(EngineIo3.BASE64, ProtocolRevisions.of(Map.of("EIO", "3", "b64", "1"), true));
        ProtocolRevision script = ProtocolRevisions.of(Map.of("EIO", "3", "j", "1"), true);
        assertEquals(
                "___eio[1](\"4:b4AQ\");".replace("4:b4AQ", "6:b4AQ=="),
                new String(
                        script.encodePayload(List.of(OutboundPacket.binary(new byte[] {1})))
                                .body(),
                        StandardCharsets.UTF_8));
        assertEquals(3, script.number());
    }
}
