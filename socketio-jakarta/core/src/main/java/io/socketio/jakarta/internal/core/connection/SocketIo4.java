package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.SessionIds;
import io.socketio.jakarta.internal.engine.http.JsonEscaper;
import io.socketio.jakarta.internal.engine.http.QueryParser;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.Parser;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Revision 4, of clients of Socket.IO 2: they join {@code /} by connecting, the name of a namespace may end in a query, which is its auth, and the ids of
 * sockets derive from the id of the session, which clients know from the open packet.
 */
enum SocketIo4 implements SocketIoRevision {
    INSTANCE;

    private static final String ROOT = "/";

    @Override
    public Packet.Connect implicitConnect() {
        return new Packet.Connect(ROOT, null);
    }

    @Override
    public String namespaceOf(Packet packet) {
        String name = packet.namespace();
        int query = name.indexOf('?');
        return query < 0 ? name : name.substring(0, query);
    }

    @Override
    public Packet.Connect toConnect(Packet.Connect packet) {
        String name = namespaceOf(packet);
        String query = packet.namespace().substring(name.length());
        return new Packet.Connect(name, query.length() > 1 ? toJson(QueryParser.parse(query.substring(1))) : null);
    }

    private static String toJson(Map<String, String> query) {
        StringBuilder json = new StringBuilder("{");
        query.forEach((name, value) -> {
            json.append(json.length() == 1 ? "" : ",");
            json.append(JsonEscaper.quote(name)).append(':').append(JsonEscaper.quote(value));
        });
        return json.append('}').toString();
    }

    @Override
    public String socketId(String namespace, EngineSession session, SessionIds ids) {
        return namespace.equals(ROOT) ? session.id() : namespace + "#" + session.id();
    }

    @Override
    public EncodedPacket connected(Parser parser, String namespace, String socketId, @Nullable String privateId) {
        return parser.connectedWithoutId(namespace);
    }

    @Override
    public EncodedPacket refused(Parser parser, String namespace, String message, @Nullable Object data) {
        return parser.connectErrorOf(namespace, data == null ? message : data);
    }
}
