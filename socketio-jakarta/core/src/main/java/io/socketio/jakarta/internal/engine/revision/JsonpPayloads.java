package io.socketio.jakarta.internal.engine.revision;

import io.socketio.jakarta.internal.engine.http.JsonEscaper;
import io.socketio.jakarta.internal.engine.http.QueryParser;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.PacketReceiver;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A protocol revision for a client that polls with JSONP: the response to a GET is a script that calls {@code ___eio[<number>]} with the payload as a
 * string, and the body of a POST is a form with the payload in the field {@code d}. WebSocket frames are those of the revision itself. Immutable.
 *
 * <p>The text of a client gets into a script, so the number has digits only, and the string has neither line terminators nor {@code <}: the response
 * is also harmless where a browser takes it for a web page.
 */
public final class JsonpPayloads implements ProtocolRevision {

    private static final String FIELD = "d";

    private final ProtocolRevision revision;
    private final String head;

    /**
     * @param revision encodes all payloads as text
     * @param index the query parameter {@code j}; everything but digits is removed
     */
    public JsonpPayloads(ProtocolRevision revision, String index) {
        this.revision = revision;
        this.head = "___eio[" + digits(index) + "](";
    }

    private static String digits(String index) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < index.length(); i++) {
            char c = index.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }

    @Override
    public Payload encodePayload(List<OutboundPacket> packets) {
        Payload payload = revision.encodePayload(packets);
        String quoted = JsonEscaper.quoteForScript(new String(payload.body(), StandardCharsets.UTF_8));
        return new Payload((head + quoted + ");").getBytes(StandardCharsets.UTF_8), payload.contentType());
    }

    @Override
    public long encodedLength(OutboundPacket packet) {
        return revision.encodedLength(packet);
    }

    @Override
    public boolean takesPayload(@Nullable String contentType) {
        return revision.takesPayload(contentType);
    }

    /** Ignores a form without the field or with several of them, as the reference server does. */
    @Override
    public void decodePayload(byte[] body, @Nullable String contentType, PacketReceiver receiver) {
        String payload = QueryParser.single(new String(body, StandardCharsets.UTF_8), FIELD);
        if (payload != null) {
            revision.decodePayload(withLines(payload).getBytes(StandardCharsets.UTF_8), null, receiver);
        }
    }

    /** Browsers change line ends in forms, so clients write a line feed as a backslash and an n, and these two with one more backslash. */
    private static String withLines(String payload) {
        if (payload.indexOf('\\') < 0) {
            return payload;
        }
        StringBuilder lines = new StringBuilder(payload.length());
        int at = 0;
        while (at < payload.length()) {
            if (payload.startsWith("\\\\n", at)) {
                lines.append("\\n");
                at += 3;
            } else if (payload.startsWith("\\n", at)) {
                lines.append('\n');
                at += 2;
            } else {
                lines.append(payload.charAt(at++));
            }
        }
        return lines.toString();
    }

    // ---- As in the revision

    @Override
    public int number() {
        return revision.number();
    }

    @Override
    public boolean clientPings() {
        return revision.clientPings();
    }

    @Override
    public boolean decodeText(String wire, int from, int to, PacketReceiver receiver) {
        return revision.decodeText(wire, from, to, receiver);
    }

    @Override
    public void decodeBinary(byte[] frame, PacketReceiver receiver) {
        revision.decodeBinary(frame, receiver);
    }

    @Override
    public byte[] toBinaryFrame(byte[] message) {
        return revision.toBinaryFrame(message);
    }

    @Override
    public String toTextFrame(byte[] message) {
        return revision.toTextFrame(message);
    }
}
