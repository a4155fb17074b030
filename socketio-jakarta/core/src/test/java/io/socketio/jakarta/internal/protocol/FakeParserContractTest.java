package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.parser.Parser;

class FakeParserContractTest extends ParserContract {

    @Override
    protected Parser parser() {
        return new FakeParser();
    }
}
