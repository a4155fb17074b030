package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.RestoredSession;
import io.socketio.jakarta.internal.adapter.SessionOwner;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.json.PayloadException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A CONNECT that asks for an earlier session. Whatever is wrong with what the client shows, it gets a new socket and no error, as from the reference
 * server; and so does a client with the secrets of somebody else.
 *
 * @param privateId as the client has sent it
 * @param offset as the client has sent it
 */
record RecoveryAttempt(String privateId, String offset) {

    /** Reads what a client shows. @param auth the JSON object that came with CONNECT, or null. @return null if it asks for no session */
    static @Nullable RecoveryAttempt of(@Nullable String auth, ServerContext context) {
        if (auth == null || !context.options().recovery().enabled() || !auth.contains("\"pid\"")) {
            return null;
        }
        try {
            Map<String, @Nullable Object> values = context.readAuth(auth);
            return values.get("pid") instanceof String pid && values.get("offset") instanceof String offset
                    ? new RecoveryAttempt(pid, offset)
                    : null;
        } catch (PayloadException e) {
            // The handshake cannot be read either, and the client will be told.
            return null;
        }
    }

    /** Asks the adapter. @return null for a session that there is not, or that belongs to somebody else; never fails */
    CompletionStage<@Nullable RestoredSession> find(Adapter adapter, SessionOwner caller, boolean bindToCaller) {
        return adapter.restoreSession(privateId, offset).handle((restored, failure) -> {
            if (restored == null) {
                Loggers.SOCKET.log(Level.DEBUG, "no session is kept for a client that asks for one", failure);
                return null;
            }
            if (bindToCaller && !restored.session().belongsTo(caller)) {
                Loggers.SOCKET.log(
                        Level.DEBUG, "the session of {0} was asked for by another caller", restored.session());
                adapter.persistSession(restored.session());
                return null;
            }
            return restored;
        });
    }

    /** Omits the values, which are secrets. */
    @Override
    public String toString() {
        return "RecoveryAttempt";
    }
}
