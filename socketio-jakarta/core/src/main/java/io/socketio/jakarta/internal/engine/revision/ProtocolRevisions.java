package io.socketio.jakarta.internal.engine.revision;

import io.socketio.jakarta.internal.engine.packet.EngineIo3;
import io.socketio.jakarta.internal.engine.packet.EngineIo4;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the protocol revision of a session from the query of its first request. */
public final class ProtocolRevisions {

    private ProtocolRevisions() {}

    /**
     * Returns the revision that the client asks for. {@code EIO=4} selects revision 4; anything else, or none, revision 3. {@code j} selects JSONP for
     * polling, and {@code b64} text payloads in revision 3.
     *
     * @param allowEio3 whether the server speaks revision 3
     * @return null if the server does not speak it
     */
    public static @Nullable ProtocolRevision of(Map<String, String> query, boolean allowEio3) {
        String index = query.get("j");
        ProtocolRevision revision;
        if ("4".equals(query.get("EIO"))) {
            revision = EngineIo4.INSTANCE;
        } else if (allowEio3) {
            // A script cannot carry bytes.
            boolean text = index != null || !query.getOrDefault("b64", "").isEmpty();
            revision = text ? EngineIo3.BASE64 : EngineIo3.BINARY;
        } else {
            return null;
        }
        return index == null ? revision : new JsonpPayloads(revision, index);
    }
}
