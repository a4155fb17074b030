package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.SessionIds;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Revision 5, of clients of Socket.IO 3 and 4: they send a CONNECT for every namespace, and each socket has an id of its own. */
enum SocketIo5 implements SocketIoRevision {
    INSTANCE;

    @Override
    public Packet.@Nullable Connect implicitConnect() {
        return null;
    }

    @Override
    public String namespaceOf(Packet packet) {
        return packet.namespace();
    }

    @Override
    public Packet.Connect toConnect(Packet.Connect packet) {
        return packet;
    }

    @Override
    public String socketId(String namespace, EngineSession session, SessionIds ids) {
        return ids.next();
    }

    @Override
    public EncodedPacket connected(Parser parser, String namespace, String socketId, @Nullable String privateId) {
        return parser.connected(namespace, socketId, privateId);
    }

    @Override
    public EncodedPacket refused(Parser parser, String namespace, String message, @Nullable Object data) {
        return parser.connectError(namespace, message, data);
    }
}
