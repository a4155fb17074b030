package io.socketio.jakarta.internal.adapter;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The recipients and the options of a broadcast. Immutable.
 *
 * @param rooms selects the union of these rooms; empty selects the whole namespace
 * @param except excludes the sockets in these rooms
 * @param isVolatile drops the event for each client whose connection cannot take it immediately
 * @param local selects only the sockets of this node
 * @param timeout how long to wait for acknowledgements
 * @param timed whether the application has set the timeout, which then also limits {@code fetchSockets}
 * @param single whether the rooms are the id of one socket, which gives one response
 */
public record BroadcastOptions(
        Set<String> rooms,
        Set<String> except,
        boolean isVolatile,
        boolean compress,
        boolean local,
        Duration timeout,
        boolean timed,
        boolean single) {

    /** Returns options that select the whole namespace and change no default. */
    public static BroadcastOptions everybody(Duration timeout) {
        return new BroadcastOptions(Set.of(), Set.of(), false, true, false, timeout, false, false);
    }

    public BroadcastOptions to(String... more) {
        return new BroadcastOptions(union(rooms, more), except, isVolatile, compress, local, timeout, timed, single);
    }

    public BroadcastOptions except(String... more) {
        return new BroadcastOptions(rooms, union(except, more), isVolatile, compress, local, timeout, timed, single);
    }

    public BroadcastOptions asVolatile() {
        return new BroadcastOptions(rooms, except, true, compress, local, timeout, timed, single);
    }

    public BroadcastOptions compress(boolean value) {
        return new BroadcastOptions(rooms, except, isVolatile, value, local, timeout, timed, single);
    }

    public BroadcastOptions onlyLocal() {
        return new BroadcastOptions(rooms, except, isVolatile, compress, true, timeout, timed, single);
    }

    public BroadcastOptions timeout(Duration value) {
        return new BroadcastOptions(rooms, except, isVolatile, compress, local, value, true, single);
    }

    /** Selects one socket, on whichever node it is. */
    public static BroadcastOptions one(String socketId, Duration timeout) {
        return new BroadcastOptions(Set.of(socketId), Set.of(), false, true, false, timeout, false, true);
    }

    private static Set<String> union(Set<String> some, String... more) {
        if (more.length == 0) {
            return some;
        }
        if (some.isEmpty() && more.length == 1) {
            return Set.of(more[0]);
        }
        Set<String> all = new LinkedHashSet<>(some);
        for (String room : more) {
            all.add(Objects.requireNonNull(room, "room"));
        }
        return all;
    }
}
