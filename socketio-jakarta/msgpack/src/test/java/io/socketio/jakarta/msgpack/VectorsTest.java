package io.socketio.jakarta.msgpack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketArguments;
import io.socketio.jakarta.parser.PacketException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes that the reference server and the official clients with socket.io-msgpack-parser 3.0.2 have sent, both ways. */
class VectorsTest {

    private final MsgpackParser parser = new MsgpackParser(new JsonbPayloadCodec());

    private <T extends Packet> T decoded(Class<T> type, String hex) throws PacketException {
        return assertInstanceOf(type, parser.newDecoder(10, 1000).onBinary(Hex.bytes(hex)));
    }

    @Test
    void connectWithAndWithoutAuth() throws PacketException {
        assertEquals(
                new Packet.Connect("/", "{\"token\":\"x\"}"),
                decoded(Packet.Connect.class, "83a47479706500a36e7370a12fa46461746181a5746f6b656ea178"));
        assertEquals(new Packet.Connect("/", null), decoded(Packet.Connect.class, "82a47479706500a36e7370a12f"));
        assertEquals("82a47479706500a36e7370a12f", Hex.hex(parser.connectedWithoutId("/")));
        assertEquals(
                new Packet.Connect("/", null),
                decoded(Packet.Connect.class, "83a47479706500a36e7370a12fa464617461d40000"));
    }

    @Test
    void answerToConnect() throws PacketException {
        // The reference adds "pid" with undefined.
        assertEquals(
                "83a47479706500a46461746181a3736964b44547425970765134522d674843734e6a41414141a36e7370a12f",
                Hex.hex(parser.connected("/", "EGBYpvQ4R-gHCsNjAAAA")));
        assertEquals(
                "83a47479706500a46461746182a3736964a173a3706964a170a36e7370a12f",
                Hex.hex(parser.connected("/", "s", "p")));
        assertEquals(
                "{\"sid\":\"EGBYpvQ4R-gHCsNjAAAA\"}",
                decoded(
                                Packet.Connect.class,
                                "83a47479706500a46461746182a3736964b44547425970765134522d674843734e6a41414141a3706964d40000a36e7370a12f")
                        .json());
    }

    @Test
    void refusal() {
        assertEquals(
                "83a47479706504a36e7370a52f6e6f7065a46461746181a76d657373616765b1496e76616c6964206e616d657370616365",
                Hex.hex(parser.connectError("/nope", "Invalid namespace", null)));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("code", "E1");
        data.put("details", Arrays.asList("a", 1, null));
        assertEquals(
                "83a47479706504a46461746182a76d657373616765ae4e6f7420617574686f72697a6564a46461746182a4636f6465a24531a764657461696c7393a16101c0"
                        + "a36e7370a62f61646d696e",
                Hex.hex(parser.connectError("/admin", "Not authorized", data)));
    }

    @Test
    void eventsOfTheServer() {
        Object[] args = {1, new byte[] {9}};
        assertEquals(
                "83a47479706502a46461746193a777656c636f6d6501c40109a36e7370a12f",
                Hex.hex(parser.event("/", Packet.NO_ACK, "welcome", args)));
        assertEquals(
                "84a47479706502a46461746191a461636b3fa2696400a36e7370a12f",
                Hex.hex(parser.event("/", 0, "ack?", new Object[0])));
    }

    @Test
    void eventsOfClients() throws PacketException {
        Packet.Event event = decoded(
                Packet.Event.class,
                "85a47479706502a46461746193a26869a2c3a9c4020102a76f7074696f6e7381a8636f6d7072657373c3a36e7370a12fa2696400");
        assertEquals("hi", event.name());
        assertEquals(0, event.ackId());
        assertEquals(2, event.arguments().size());
        assertEquals("é", event.arguments().string(0));
        assertArrayEquals(new byte[] {1, 2}, event.arguments().binary(1));
        // A Uint8Array.
        event = decoded(
                Packet.Event.class,
                "84a47479706502a46461746192a26869c70300010203a76f7074696f6e7381a8636f6d7072657373c3a36e7370a12f");
        assertEquals(Packet.NO_ACK, event.ackId());
        assertArrayEquals(new byte[] {1, 2, 3}, event.arguments().binary(0));
    }

    @Test
    void acknowledgement() throws PacketException {
        String hex = "84a2696400a47479706503a46461746192a26f6bc40101a36e7370a12f";
        assertEquals(hex, Hex.hex(parser.ack("/", 0, new Object[] {"ok", new byte[] {1}})));
        Packet.Ack ack = decoded(Packet.Ack.class, hex);
        assertEquals(0, ack.ackId());
        assertEquals("ok", ack.arguments().string(0));
    }

    @Test
    void disconnect() throws PacketException {
        assertEquals("82a47479706501a36e7370a12f", Hex.hex(parser.disconnect("/")));
        assertEquals("82a47479706501a36e7370a62f61646d696e", Hex.hex(parser.disconnect("/admin")));
        assertEquals(
                new Packet.Disconnect("/admin"),
                decoded(Packet.Disconnect.class, "82a47479706501a36e7370a62f61646d696e"));
    }

    @Test
    void numbersDatesAndNullAreWrittenAsTheReferenceDoes() {
        Object[] args = {
            Instant.ofEpochMilli(1700000000123L),
            new Date(-1),
            null,
            1.5,
            -5,
            300,
            70000,
            1L << 33,
            -40000,
            -3_000_000_000L,
            -(1L << 40),
            5.0,
            -0.0
        };
        assertEquals(
                "83a47479706502a4646174619ea164 d7000000018bcfe5687b d700ffffffffffffffff c0 cb3ff8000000000000 fb cd012c ce00011170"
                                .replace(" ", "")
                        + "cf0000000200000000 d2ffff63c0 d3ffffffff4d2fa200 d3ffffff0000000000 05 00 a36e7370a12f"
                                .replace(" ", ""),
                Hex.hex(parser.event("/", Packet.NO_ACK, "d", args)));
    }

    @Test
    void numbersDatesAndUndefinedAreReadAsTheReferenceWritesThem() throws PacketException {
        PacketArguments args = ((Packet.Event) parser.newDecoder(0, 0)
                        .onBinary(Hex.bytes(
                                "83a47479706502a36e7370a12fa4646174619ca164 d7000000018bcfe5687b d40000 c0 cb3ff8000000000000 fb cd012c ce00011170"
                                        + "cf0000000200000000 d2ffff63c0 d3ffffffff4d2fa200 d3ffffff0000000000")))
                .arguments();
        assertEquals("2023-11-14T22:13:20.123Z", args.string(0));
        assertEquals("\"2023-11-14T22:13:20.123Z\"", args.json(0));
        assertTrue(args.isNull(1));
        assertEquals("null", args.json(1));
        assertTrue(args.isNull(2));
        assertEquals(1.5, args.number(3));
        assertEquals(-5, args.number(4));
        assertEquals(300, args.number(5));
        assertEquals(70000, args.number(6));
        assertEquals(1L << 33, args.number(7));
        assertEquals(-40000, args.number(8));
        assertEquals(-3_000_000_000L, args.number(9));
        assertEquals(-(1L << 40), args.number(10));
    }

    @Test
    void lengthsOfTextsAndBinaryTakeTheShortestForm() {
        Map<Integer, String> headers = Map.of(31, "bf", 32, "d920", 255, "d9ff", 256, "da0100", 65536, "db00010000");
        headers.forEach((length, header) -> {
            String hex = Hex.hex(parser.event("/", -1, "e", new Object[] {"x".repeat(length)}));
            assertTrue(hex.startsWith("83a47479706502a46461746192a165" + header + "7878"), hex.substring(0, 60));
        });
        Map<Integer, String> binary = Map.of(255, "c4ff", 256, "c50100", 65536, "c600010000");
        binary.forEach((length, header) -> {
            String hex = Hex.hex(parser.event("/", -1, "e", new Object[] {new byte[length]}));
            assertTrue(hex.startsWith("83a47479706502a46461746192a165" + header + "0000"), hex.substring(0, 60));
        });
    }
}
