package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.internal.log.LogText;
import java.nio.charset.StandardCharsets;

/** Names of channels: one for each namespace. */
final class ChannelName {

    /** PostgreSQL's limit: it cuts longer names off when listening, and refuses them when notifying. */
    private static final int MOST_BYTES = 63;

    private ChannelName() {}

    /** @throws IllegalArgumentException if PostgreSQL cannot have this channel; the message says why */
    static String of(String prefix, String namespace) {
        String name = prefix + "#" + namespace;
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("channels of PostgreSQL have at most " + MOST_BYTES
                    + " bytes, but this namespace needs " + bytes + ": " + LogText.quoted(name));
        }
        if (name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "channels of PostgreSQL have no characters with the code 0, but this one would: "
                            + LogText.quoted(name));
        }
        return name;
    }

    /** Returns the name as an identifier in SQL. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
