package io.socketio.jakarta.internal.engine.memory;

/**
 * How much may wait; checked where it is set (SocketIoOptions).
 *
 * @param serverBytes in the whole server, incoming and outgoing
 * @param connectionBytes incoming, of one connection with all its namespaces
 * @param connectBytes largest message of a client that has not joined a namespace
 */
public record MemoryLimits(long serverBytes, int connectionBytes, int connectBytes) {

    /** No limits, for an engine without an owner that sets them. */
    public static final MemoryLimits NONE = new MemoryLimits(Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
}
