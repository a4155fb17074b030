package io.socketio.jakarta.msgpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.protocol.DefaultParser;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.parser.PacketArguments;
import io.socketio.jakarta.parser.PacketException;
import io.socketio.jakarta.parser.Parser;

/** Reads an argument in every way that it offers. */
final class Values {

    private static final Parser JSON = new DefaultParser(new JsonbPayloadCodec());

    private Values() {}

    static void readAll(PacketArguments args, int index) throws PacketException {
        int kinds = 0;
        if (args.isString(index)) {
            kinds++;
            args.string(index);
        }
        if (args.isNumber(index)) {
            kinds++;
            assertTrue(Double.isFinite(args.number(index).doubleValue()));
        }
        if (args.isBoolean(index)) {
            kinds++;
            args.booleanValue(index);
        }
        if (args.isNull(index)) {
            kinds++;
        }
        if (args.isBinary(index)) {
            kinds++;
            args.binary(index);
        }
        assertTrue(kinds <= 1, "of several kinds");
        args.attachments().forEach(bytes -> assertTrue(bytes.length >= 0));
        assertEquals(args.json(index).length(), args.length(index));
        JSON.newDecoder(0, 0).onText("2[\"a\"," + args.json(index) + "]", 0);
    }
}
