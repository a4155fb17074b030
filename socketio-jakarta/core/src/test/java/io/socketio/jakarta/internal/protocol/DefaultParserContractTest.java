package io.socketio.jakarta.internal.protocol;

class DefaultParserContractTest extends ParserContract {

    @Override
    protected Parser parser() {
        return new DefaultParser(new NoCodec());
    }
}
