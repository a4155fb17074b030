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
            throw new IllegalArgumentException("the channel " + LogText.quoted(name) + " has " + bytes
                    + " bytes, but PostgreSQL has channels of at most " + MOST_BYTES
                    + ": the namespace needs a shorter name, or the cluster a shorter channelPrefix");
        }
        if (name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the channel " + LogText.quoted(name)
                    + " contains a character with the code 0, which PostgreSQL has no channels with");
        }
        return name;
    }

    /** Returns the name as an identifier in SQL. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
