package io.socketio.jakarta.internal.log;

import java.lang.System.Logger;

/**
 * The loggers of this library. Operators use their names in configurations, so the names do not change when classes move; docs/messages.md lists
 * them. {@code io.socketio.jakarta} is the parent of all.
 */
public final class Loggers {

    /** Deployment: registration, settings, threads, start and shutdown. */
    public static final Logger SERVER = named("server");

    /** Engine.IO: requests, handshakes, sessions and their transports. */
    public static final Logger ENGINE = named("engine");

    /** Socket.IO: joining namespaces, events, acknowledgements and disconnects. */
    public static final Logger SOCKET = named("socket");

    /** Rooms and broadcasts. */
    public static final Logger ROOM = named("room");

    /** The connection to other servers of a cluster. */
    public static final Logger CLUSTER = named("cluster");

    /** Namespace beans, their handlers, scopes and observers. */
    public static final Logger CDI = named("cdi");

    private Loggers() {}

    private static Logger named(String last) {
        return System.getLogger("io.socketio.jakarta." + last);
    }
}
