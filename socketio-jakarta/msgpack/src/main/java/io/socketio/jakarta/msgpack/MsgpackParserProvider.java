package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.parser.Parser;
import io.socketio.jakarta.parser.ParserProvider;

/**
 * Offers the parser {@code msgpack}, for clients with npm {@code socket.io-msgpack-parser}.
 *
 * @since 0.1
 */
public final class MsgpackParserProvider implements ParserProvider {

    @Override
    public String name() {
        return "msgpack";
    }

    @Override
    public Parser create(PayloadCodec codec) {
        return new MsgpackParser(codec);
    }
}
