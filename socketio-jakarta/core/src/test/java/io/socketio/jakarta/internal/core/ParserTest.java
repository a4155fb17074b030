package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.protocol.FakeParser;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketException;
import io.socketio.jakarta.parser.Parser;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server with another parser, whose packets are one binary message each: no text but the engine's own comes or goes. Other parsers extend it. */
public class ParserTest {

    private final Parser parser = parser();
    private final CoreFixture fixture =
            new CoreFixture(ServerParts.of(new JsonbPayloadCodec()).with(parser));
    private final CoreServer io = fixture.server;
    private final List<Object> heard = new ArrayList<>();

    protected Parser parser() {
        return new FakeParser();
    }

    /** Returns the error for a text message. */
    protected String textError() {
        return "text";
    }

    private static byte[] only(EncodedPacket packet) {
        assertEquals(1, packet.attachments().size());
        return packet.attachments().get(0);
    }

    private FakeClient connected() throws PacketException {
        FakeClient client = fixture.client();
        client.sends(only(parser.connected("/", "auth")));
        assertInstanceOf(Packet.Connect.class, last(client));
        return client;
    }

    private static byte[] lastFrame(FakeClient client) {
        List<Object> frames = client.exchange.link().frames();
        return assertInstanceOf(byte[].class, frames.get(frames.size() - 1));
    }

    private Packet last(FakeClient client) throws PacketException {
        return parser.newDecoder(0, 0).onBinary(lastFrame(client));
    }

    @Test
    void authOfConnectIsReadFromThePacket() throws PacketException {
        io.onConnection(socket -> heard.add(socket.handshake().auth().get("sid")));
        connected();
        assertEquals(List.of("auth"), heard);
    }

    @Test
    void eventIsBoundAndAcknowledged() throws PacketException {
        io.onConnection(socket -> socket.on("add", event -> {
            heard.add(event.arg(0, String.class));
            heard.add(event.arg(1, long.class));
            heard.add(event.arg(2, byte[].class).length);
            event.ack(event.arg(1, int.class) + 1, new byte[] {5});
        }));
        FakeClient client = connected();
        client.sends(only(parser.event("/", 9, "add", new Object[] {"é", 41, new byte[3]})));
        assertEquals(List.of("é", 41L, 3), heard);
        Packet.Ack ack = assertInstanceOf(Packet.Ack.class, last(client));
        assertEquals(9, ack.ackId());
        assertEquals(42, ack.arguments().number(0));
        assertEquals(5, ack.arguments().binary(1)[0]);
    }

    @Test
    void acknowledgementOfTheClientIsRead() throws PacketException {
        List<Socket> sockets = fixture.sockets(io);
        FakeClient client = connected();
        sockets.get(0).emitWithAck("q").thenAccept(args -> heard.add(args.arg(0)));
        client.sends(only(parser.ack(
                "/", assertInstanceOf(Packet.Event.class, last(client)).ackId(), new Object[] {"a"})));
        assertEquals(List.of("a"), heard);
    }

    @Test
    void broadcastIsEncodedOnceForAll() throws PacketException {
        FakeClient one = connected();
        FakeClient two = connected();
        io.emit("x", "all");
        assertEquals("x", assertInstanceOf(Packet.Event.class, last(one)).name());
        assertSame(lastFrame(one), lastFrame(two));
    }

    @Test
    void packetsTravelOverPollingAsBase64() {
        String sid = fixture.pollingHandshake();
        String body = "b" + Base64.getEncoder().encodeToString(only(parser.connected("/", "auth")));
        assertEquals(200, fixture.post(sid, body).status());
        FakeHttpExchange poll = fixture.poll(sid);
        assertEquals('b', poll.bodyText().charAt(0));
    }

    @Test
    void replacedArgumentsPassThroughTheParser() throws PacketException {
        io.onConnection(socket -> {
            socket.use((event, next) -> {
                event.replace("other", 7);
                next.proceed();
            });
            socket.on("other", event -> heard.add(event.arg(0, Long.class)));
        });
        connected().sends(only(parser.event("/", Packet.NO_ACK, "e", new Object[0])));
        assertEquals(List.of(7L), heard);
    }

    @Test
    void whatTheParserRefusesClosesTheConnection() throws PacketException {
        io.onConnection(socket -> socket.onError(error -> heard.add(error.getMessage())));
        FakeClient client = connected();
        client.sends("42[\"x\"]");
        assertEquals(List.of(textError()), heard);
        assertTrue(client.closed());
    }
}
