package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.parser.ParserProvider;
import java.util.TreeSet;

/** Finds the parser that the options of a server name. */
final class Parsers {

    private Parsers() {}

    /**
     * Returns the parts of a server with the parser of this name.
     *
     * @param application the class loader in which parsers other than the default one are found
     * @throws IllegalArgumentException if there is none of this name, or more than one
     */
    static ServerParts partsWith(String name, PayloadCodec codec, ClassLoader application) {
        ServerParts parts = ServerParts.of(codec);
        return name.equals(ParserProvider.DEFAULT)
                ? parts
                : parts.with(provider(name, application).create(codec));
    }

    private static ParserProvider provider(String name, ClassLoader application) {
        ParserProvider found = null;
        TreeSet<String> names = new TreeSet<>();
        names.add(ParserProvider.DEFAULT);
        for (ParserProvider each : Services.find(ParserProvider.class, application)) {
            names.add(each.name());
            if (!each.name().equals(name)) {
                continue;
            }
            if (found != null) {
                throw new IllegalArgumentException("there are two parsers with the name '" + name
                        + "' (socketio.parser): " + found.getClass().getName() + " and "
                        + each.getClass().getName());
            }
            found = each;
        }
        if (found == null) {
            throw new IllegalArgumentException("there is no parser with the name '" + name
                    + "' (socketio.parser), only " + String.join(", ", names)
                    + "; is its library in the application (for msgpack: socketio-jakarta-msgpack)?");
        }
        return found;
    }
}
