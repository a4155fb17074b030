package io.socketio.jakarta.docs;

import io.socketio.jakarta.internal.protocol.FakeParser;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.parser.Parser;
import io.socketio.jakarta.parser.ParserProvider;

/** The snippets of docs/parsers.md. */
final class OwnParsers {

    private OwnParsers() {}

    static SocketIoOptions chosen() {
        SocketIoOptions options = SocketIoOptions.builder().parser("msgpack").build();
        return options;
    }

    private static final class OwnParser extends FakeParser {
        OwnParser(PayloadCodec codec) {
            codec.toString();
        }
    }

    public static class OwnParserProvider implements ParserProvider {

        @Override
        public String name() {
            return "own";
        }

        @Override
        public Parser create(PayloadCodec codec) {
            return new OwnParser(codec);
        }
    }
}
