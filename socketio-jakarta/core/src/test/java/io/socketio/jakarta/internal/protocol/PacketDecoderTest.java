package io.socketio.jakarta.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.Packet.Ack;
import io.socketio.jakarta.parser.Packet.Connect;
import io.socketio.jakarta.parser.Packet.ConnectError;
import io.socketio.jakarta.parser.Packet.Disconnect;
import io.socketio.jakarta.parser.Packet.Event;
import io.socketio.jakarta.parser.PacketArguments;
import io.socketio.jakarta.parser.PacketException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketDecoderTest {

    private final PacketDecoder decoder = new PacketDecoder(PacketDecoder.DEFAULT_MAX_ATTACHMENTS, 1_000);

    @Test
    void connectWithAndWithoutNamespaceAndPayload() throws PacketException {
        assertEquals(new Connect("/", null), decoder.onText("0", 0));
        assertEquals(new Connect("/", "{\"token\":\"123\"}"), decoder.onText("0{\"token\":\"123\"}", 0));
        assertEquals(new Connect("/admin", "{\"sid\":\"a,b\"}"), decoder.onText("0/admin,{\"sid\":\"a,b\"}", 0));
        assertEquals(new Connect("/admin", null), decoder.onText("0/admin,", 0));
        assertEquals(new Connect("/", "{}"), decoder.onText("0/,{}", 0));
    }

    @Test
    void namespaceMayEndWithTheText() throws PacketException {
        assertEquals(new Connect("/random", null), decoder.onText("0/random", 0));
    }

    @Test
    void queryIsPartOfTheNamespace() throws PacketException {
        assertEquals(new Connect("/custom?a=1", null), decoder.onText("0/custom?a=1,", 0));
    }

    @Test
    void packetMayStartBehindTheEngineDigit() throws PacketException {
        assertEquals("foo", event("42[\"foo\"]", 1).name());
    }

    @Test
    void disconnect() throws PacketException {
        assertEquals(new Disconnect("/"), decoder.onText("1", 0));
        assertEquals(new Disconnect("/admin"), decoder.onText("1/admin,", 0));
    }

    @Test
    void connectErrorTakesObjectStringOrNothing() throws PacketException {
        assertEquals(new ConnectError("/", "{\"message\":\"no\"}"), decoder.onText("4{\"message\":\"no\"}", 0));
        assertEquals(new ConnectError("/", "\"no\""), decoder.onText("4\"no\"", 0));
        assertEquals(new ConnectError("/", null), decoder.onText("4", 0));
    }

    @Test
    void eventWithNamespaceIdAndArguments() throws PacketException {
        Event event = event("2/admin,456[\"project:delete\",123,null,{\"a\":[1]}]", 0);

        assertEquals("/admin", event.namespace());
        assertEquals(456, event.ackId());
        assertEquals("project:delete", event.name());
        assertEquals(3, event.arguments().size());
        assertEquals(123, event.arguments().number(0));
        assertTrue(event.arguments().isNull(1));
        assertEquals("{\"a\":[1]}", event.arguments().json(2));
    }

    @Test
    void eventWithoutIdHasNone() throws PacketException {
        assertEquals(Packet.NO_ACK, event("2[\"foo\"]", 0).ackId());
        assertEquals(0, event("20[\"foo\"]", 0).ackId());
    }

    @Test
    void eventNameIsUnescaped() throws PacketException {
        assertEquals(
                "n\u00e9\n\"\ud83d\ude00/",
                event("2[\"n\\u00e9\\n\\\"\\uD83D\\ude00\\/\"]", 0).name());
    }

    @Test
    void numberIsALegalEventName() throws PacketException {
        assertEquals("1", event("2[1,\"x\"]", 0).name());
        assertEquals("-1.5e3", event("2[ -1.5e3 ,2]", 0).name());
    }

    @Test
    void ackWithArguments() throws PacketException {
        Ack ack = assertInstanceOf(Ack.class, decoder.onText("3/admin,13[\"bar\",1]", 0));
        assertEquals(13, ack.ackId());
        assertEquals("bar", ack.arguments().string(0));
        assertEquals(2, ack.arguments().size());
        assertEquals(
                0,
                assertInstanceOf(Ack.class, decoder.onText("31[]", 0))
                        .arguments()
                        .size());
        assertEquals(
                Packet.NO_ACK,
                assertInstanceOf(Ack.class, decoder.onText("3[]", 0)).ackId());
    }

    @Test
    void binaryEventWaitsForItsAttachments() throws PacketException {
        byte[] first = {1, 2};
        byte[] second = {3};
        String text = "52-/admin,7[\"baz\",{\"_placeholder\":true,\"num\":1},[{\"num\":0,\"_placeholder\":true}]]";

        assertNull(decoder.onText(text, 0));
        assertNull(decoder.onBinary(first));
        Event event = assertInstanceOf(Event.class, decoder.onBinary(second));

        assertEquals("/admin", event.namespace());
        assertEquals(7, event.ackId());
        assertEquals("baz", event.name());
        assertSame(second, event.arguments().binary(0));
        assertEquals(List.of(first, second), event.arguments().attachments());
        assertEquals("[{\"num\":0,\"_placeholder\":true}]", event.arguments().json(1));
    }

    @Test
    void binaryAckIsAnAck() throws PacketException {
        byte[] bytes = {1};
        assertNull(decoder.onText("61-15[\"bar\",{\"_placeholder\":true,\"num\":0}]", 0));
        Ack ack = assertInstanceOf(Ack.class, decoder.onBinary(bytes));
        assertEquals(15, ack.ackId());
        assertSame(bytes, ack.arguments().binary(1));
    }

    // Up to version 4.2.6, the reference delivered such a packet and then failed at the next text.
    @ParameterizedTest
    @ValueSource(strings = {"50-[\"a\"]", "5-[\"a\"]", "60-1[]", "500-[\"a\"]"})
    void binaryPacketWithoutAttachmentsIsRefused(String text) {
        PacketException refusal = assertThrows(PacketException.class, () -> decoder.onText(text, 0));
        assertEquals("Illegal attachments", refusal.getMessage());
    }

    @Test
    void placeholdersMeanNothingWithoutAttachments() throws PacketException {
        String object = "{\"_placeholder\":true,\"num\":99}";
        assertEquals(object, event("2[\"a\"," + object + "]", 0).arguments().json(0));
    }

    @Test
    void oneAttachmentMayServeTwiceAndAnotherNever() throws PacketException {
        String same = "{\"_placeholder\":true,\"num\":1}";
        byte[] used = {2};
        assertNull(decoder.onText("52-[\"a\"," + same + "," + same + "]", 0));
        assertNull(decoder.onBinary(new byte[] {1}));
        Event event = assertInstanceOf(Event.class, decoder.onBinary(used));
        assertSame(used, event.arguments().binary(0));
        assertSame(used, event.arguments().binary(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":true,\"num\":0}",
                "{\"num\":0.0,\"_placeholder\":true}",
                "{\"num\":-0,\"x\":[{}],\"_placeholder\":true}",
                "{\"\\u005fplaceholder\":true,\"n\\u0075m\":0}",
                "{\"_placeholder\":false,\"num\":7,\"_placeholder\":true,\"num\":0e5}",
                " { \"_placeholder\" : true , \"num\" : 0 } "
            })
    void placeholderInAnyShape(String placeholder) throws PacketException {
        byte[] bytes = {1};
        assertNull(decoder.onText("51-[\"a\"," + placeholder + "]", 0));
        Event event = assertInstanceOf(Event.class, decoder.onBinary(bytes));
        assertTrue(event.arguments().isBinary(0));
        assertSame(bytes, event.arguments().binary(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":false,\"num\":7}",
                "{\"_placeholder\":1,\"num\":7}",
                "{\"_placeholder\":\"true\",\"num\":7}",
                "{\"_placeholder\":true,\"_placeholder\":null,\"num\":7}",
                "{\"_placeholder\":[true],\"num\":7}",
                "{\"_placeholder\":{\"x\":true},\"num\":7}"
            })
    void placeholderThatIsNotTrueIsAnObject(String object) throws PacketException {
        assertNull(decoder.onText("51-[\"a\"," + object + "]", 0));
        Event event = assertInstanceOf(Event.class, decoder.onBinary(new byte[1]));
        assertEquals(object, event.arguments().json(0));
        assertEquals(false, event.arguments().isBinary(0));
    }

    // CVE-2022-2421: a num that was no number gave access to the methods of the array.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":true,\"num\":\"splice\"}",
                "{\"_placeholder\":true,\"num\":\"0\"}",
                "{\"_placeholder\":true,\"num\":1}",
                "{\"_placeholder\":true,\"num\":-1}",
                "{\"_placeholder\":true,\"num\":0.5}",
                "{\"_placeholder\":true,\"num\":1e999}",
                "{\"_placeholder\":true,\"num\":null}",
                "{\"_placeholder\":true,\"num\":[0]}",
                "{\"_placeholder\":true}",
                "{\"num\":0,\"_placeholder\":true,\"num\":5}",
                "{\"num\":0,\"_placeholder\":true,\"num\":{}}",
                "[[[{\"a\":{\"_placeholder\":true,\"num\":7}}]]]"
            })
    void placeholderWithoutAttachmentIsRefused(String placeholder) {
        assertRefused("illegal attachments", "51-[\"a\"," + placeholder + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown packet type 9|9",
                "unknown packet type 7|7[\"a\"]",
                "unknown packet type NaN|abc",
                "unknown packet type NaN|' '",
                "unknown packet type NaN|''",
                "Illegal attachments|5",
                "Illegal attachments|51",
                "Illegal attachments|51[\"a\"]",
                "Illegal attachments|5abc-[\"a\"]",
                "Illegal attachments|51.5-[\"a\"]",
                "Illegal attachments|50x1-[\"a\"]",
                "Illegal attachments|61e0-[\"a\"]",
                "Illegal attachments|5 1-[\"a\"]",
                "Illegal attachments|5-1-[\"a\"]",
                "too many attachments|511-[\"a\"]",
                "too many attachments|599999999999999999999-[\"a\"]",
                "too many attachments|611-[\"a\"]",
            })
    void headErrors(String error, String text) {
        assertRefused(error, text);
    }

    // CVE-2026-33151: an unlimited count.
    @Test
    void tenAttachmentsAreAllowed() throws PacketException {
        assertNull(decoder.onText("510-[\"a\"]", 0));
        for (int i = 0; i < 9; i++) {
            assertNull(decoder.onBinary(new byte[1]));
        }
        assertNotNull(decoder.onBinary(new byte[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0[]",
                "0null",
                "0\"a\"",
                "0{",
                "0{}x",
                "1{}",
                "1[\"a\"]",
                "11null",
                "4[]",
                "4null",
                "2",
                "212",
                "2/admin,",
                "2[]",
                "2{}",
                "2null",
                "2\"a\"",
                "2[true]",
                "2[null]",
                "2[[\"a\"]]",
                "2[{\"toString\":\"foo\"}]",
                "2[\"a\"",
                "2[\"a\",]",
                "2[\"a\"]]",
                "2[\"a\"]x",
                "2[,\"a\"]",
                "2abc[\"a\"]",
                "242abc[\"a\"]",
                "2[\"a\",undefined]",
                "2['a']",
                "2[\"connect\"]",
                "2[\"connect_error\"]",
                "2[\"disconnect\"]",
                "2[\"disconnecting\"]",
                "2[\"newListener\"]",
                "2[\"removeListener\"]",
                "2[\"dis\\u0063onnect\",1]",
                "3",
                "34",
                "34{}",
                "3\"a\"",
                "30null",
                "51-",
                "51-{}",
                "61-1",
                "29007199254740993[\"a\"]",
                "299999999999999999999999999[\"a\"]"
            })
    void payloadErrors(String text) {
        assertRefused("invalid payload", text);
    }

    @Test
    void errorIsNotAReservedName() throws PacketException {
        assertEquals("error", event("2[\"error\"]", 0).name());
    }

    @Test
    void idWhereNoneBelongsIsIgnored() throws PacketException {
        assertEquals(new Connect("/", "{}"), decoder.onText("01{}", 0));
        assertEquals(new Disconnect("/"), decoder.onText("11", 0));
    }

    @Test
    void largestAckIdIsTheLastThatJavaScriptCountsExactly() throws PacketException {
        assertEquals(9007199254740992L, event("29007199254740992[\"a\"]", 0).ackId());
        assertEquals(7, event("2007[\"a\"]", 0).ackId());
    }

    @Test
    void textWhileAttachmentsAreMissing() throws PacketException {
        assertNull(decoder.onText("51-[\"a\"]", 0));
        assertRefused("got plaintext data when reconstructing a packet", "2[\"a\"]");
        assertEquals("a", event("2[\"a\"]", 0).name());
    }

    @Test
    void binaryWithoutPacket() {
        PacketException error = assertThrows(PacketException.class, () -> decoder.onBinary(new byte[1]));
        assertEquals("got binary data when not reconstructing a packet", error.getMessage());
    }

    @Test
    void attachmentsAreBounded() throws PacketException {
        assertNull(decoder.onText("52-[\"a\"]", 0));
        assertNull(decoder.onBinary(new byte[600]));
        PacketException error = assertThrows(PacketException.class, () -> decoder.onBinary(new byte[401]));
        assertEquals("attachments larger than 1000 bytes", error.getMessage());
        assertThrows(PacketException.class, () -> decoder.onBinary(new byte[1]));
    }

    @Test
    void resetForgetsWhatWaits() throws PacketException {
        assertNull(decoder.onText("51-[\"a\"]", 0));
        assertTrue(decoder.isReconstructing());
        decoder.reset();
        assertEquals(false, decoder.isReconstructing());
        assertEquals("b", event("2[\"b\"]", 0).name());
    }

    @Test
    void argumentsAreReadWithoutAJsonLibrary() throws PacketException {
        PacketArguments args = event(
                        "2[\"a\", \"x\\ty\" , -12, 1.5, 1e3, true, false, null, [\"b\"], {\"c\":1}, 4294967296, 1e400]",
                        0)
                .arguments();
        assertEquals("x\ty", args.string(0));
        assertEquals(-12, args.number(1));
        assertEquals(1.5, args.number(2));
        assertEquals(1000.0, args.number(3));
        assertTrue(args.booleanValue(4));
        assertEquals(false, args.booleanValue(5));
        assertTrue(args.isNull(6));
        assertEquals("[\"b\"]", args.json(7));
        assertEquals("{\"c\":1}", args.json(8));
        assertEquals(4294967296L, args.number(9));
        assertEquals(Double.POSITIVE_INFINITY, args.number(10));
        assertEquals(11, args.size());
        assertThrows(IndexOutOfBoundsException.class, () -> args.json(11));
        assertThrows(IndexOutOfBoundsException.class, () -> args.json(-1));
    }

    @Test
    void wrongReaderNamesPositionAndKindButNotTheValue() throws PacketException {
        PacketArguments args = event("2[\"a\",\"secret\",1.5]", 0).arguments();
        assertEquals(
                "argument 0 must be a number, was a string",
                assertThrows(PayloadException.class, () -> args.number(0)).getMessage());
        assertThrows(PayloadException.class, () -> args.string(1));
        assertThrows(PayloadException.class, () -> args.booleanValue(1));
        assertThrows(PayloadException.class, () -> args.binary(1));
    }

    @Test
    void integerThatFitsNoLongIsADouble() throws PacketException {
        PacketArguments args = event("2[\"a\",9223372036854775807,9223372036854775808,-9223372036854775808,1e19]", 0)
                .arguments();
        assertEquals(Long.MAX_VALUE, args.number(0));
        assertEquals(9.223372036854775807e18, args.number(1));
        assertEquals(Long.MIN_VALUE, args.number(2));
        assertEquals(1e19, args.number(3));
    }

    private Event event(String text, int from) throws PacketException {
        return assertInstanceOf(Event.class, decoder.onText(text, from));
    }

    private void assertRefused(String error, String text) {
        PacketException thrown = assertThrows(PacketException.class, () -> decoder.onText(text, 0));
        assertEquals(error, thrown.getMessage());
    }
}
