package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.SessionIds;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * One revision of the Socket.IO protocol, limited to what differs between revisions: how a client joins namespaces. Events and acknowledgements have
 * the same format in all of them. Stateless, thread-safe.
 */
interface SocketIoRevision {

    /** Returns the revision that goes with the Engine.IO revision of this session. */
    static SocketIoRevision of(EngineSession session) {
        return session.revision().number() == 3 ? SocketIo4.INSTANCE : SocketIo5.INSTANCE;
    }

    /** Returns the CONNECT that the opening of a session stands for, or null if clients send all of theirs. */
    Packet.@Nullable Connect implicitConnect();

    /** Returns the namespace that this packet is for. */
    String namespaceOf(Packet packet);

    /** Returns the CONNECT with the name of the namespace and with the auth as JSON. */
    Packet.Connect toConnect(Packet.Connect packet);

    /** Returns the id for a new socket. */
    String socketId(String namespace, EngineSession session, SessionIds ids);

    /**
     * Encodes the response to CONNECT.
     *
     * @param privateId by which the client may ask for its session after it has lost the connection; null for none
     */
    EncodedPacket connected(Parser parser, String namespace, String socketId, @Nullable String privateId);

    /**
     * Encodes the refusal of a middleware.
     *
     * @param data additional data for the client; null for none
     */
    EncodedPacket refused(Parser parser, String namespace, String message, @Nullable Object data);
}
