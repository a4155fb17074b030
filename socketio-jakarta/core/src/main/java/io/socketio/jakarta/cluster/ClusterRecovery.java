package io.socketio.jakarta.cluster;

import java.util.List;

/**
 * A session that a client has come back to, and the events that it has missed.
 *
 * @param missed the events that the session {@linkplain ClusterSession#receives receives}, behind the offset that the client has shown, in order
 * @since 0.1
 */
public record ClusterRecovery(ClusterSession session, List<Missed> missed) {

    /** An event and its offset. */
    public record Missed(ClusterMessage event, String offset) {}

    public ClusterRecovery {
        missed = List.copyOf(missed);
    }
}
