package io.socketio.jakarta.parser;

import io.socketio.jakarta.json.PayloadCodec;

/**
 * Offers a parser under a name. A server uses it if its option {@code parser} (setting {@code socketio.parser}) has this name; all clients of that
 * server must use the same encoding. The {@link java.util.ServiceLoader} finds it with the class loader of the application: name the implementation in
 * {@code META-INF/services/io.socketio.jakarta.parser.ParserProvider}. It needs a public no-argument constructor.
 *
 * @since 0.1
 */
public interface ParserProvider {

    /** The name of the parser that needs no provider: JSON text, with binary values as attachments. */
    String DEFAULT = "default";

    /** Returns the name by which a server chooses this parser, for example {@code msgpack}; not {@link #DEFAULT}. */
    String name();

    /**
     * Creates the parser of one server. Called once per server, on the thread that starts it.
     *
     * @param codec converts records, beans and other classes of the application to JSON; the parser does not close it
     * @throws RuntimeException if the parser cannot be used; then the application does not start
     */
    Parser create(PayloadCodec codec);
}
