package io.socketio.jakarta.internal.protocol;

class FakeParserContractTest extends ParserContract {

    @Override
    protected Parser parser() {
        return new FakeParser();
    }
}
