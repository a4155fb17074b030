package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.internal.protocol.ParserContract;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.parser.Parser;

class MsgpackParserContractTest extends ParserContract {

    @Override
    protected Parser parser() {
        return new MsgpackParser(new JsonbPayloadCodec());
    }
}
