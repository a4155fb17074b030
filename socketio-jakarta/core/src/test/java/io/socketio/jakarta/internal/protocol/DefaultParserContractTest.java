package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.parser.Parser;

class DefaultParserContractTest extends ParserContract {

    @Override
    protected Parser parser() {
        return new DefaultParser(new NoCodec());
    }
}
