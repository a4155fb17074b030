package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.core.monitor.ServerMonitor;
import io.socketio.jakarta.internal.protocol.DefaultParser;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.parser.Parser;

/**
 * The exchangeable parts of one server, fixed at its creation.
 *
 * @param parser the same for all clients
 * @param adapters creates the adapter of each namespace
 * @param monitor is told what happens
 */
public record ServerParts(PayloadCodec codec, Parser parser, AdapterFactory adapters, ServerMonitor monitor) {

    /** The default parser, rooms in memory, and nobody who is told. */
    public static ServerParts of(PayloadCodec codec) {
        return new ServerParts(codec, new DefaultParser(codec), AdapterFactory.LOCAL, ServerMonitor.NONE);
    }

    public ServerParts with(Parser other) {
        return new ServerParts(codec, other, adapters, monitor);
    }

    public ServerParts with(AdapterFactory other) {
        return new ServerParts(codec, parser, other, monitor);
    }

    public ServerParts with(ServerMonitor other) {
        return new ServerParts(codec, parser, adapters, other);
    }
}
