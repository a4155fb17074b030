package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.internal.core.ParserTest;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.parser.Parser;

/** A whole server with the msgpack parser. */
class MsgpackServerTest extends ParserTest {

    @Override
    protected Parser parser() {
        return new MsgpackParser(new JsonbPayloadCodec());
    }

    @Override
    protected String textError() {
        return "Could not parse";
    }
}
