package io.socketio.jakarta.internal.adapter;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One socket and its rooms; as a {@link Room}, the private room of this socket. Guarded by the lock of the adapter. */
final class Member implements Room {

    final LocalSocket socket;

    private boolean inOwnRoom;
    /** The rooms other than the private one; null until the first is joined. */
    private @Nullable Set<String> others;

    Member(LocalSocket socket) {
        this.socket = socket;
    }

    /** @return whether the socket was not yet in the room */
    boolean add(String room) {
        if (room.equals(socket.id())) {
            boolean added = !inOwnRoom;
            inOwnRoom = true;
            return added;
        }
        if (others == null) {
            others = new LinkedHashSet<>(4);
        }
        return others.add(room);
    }

    /** @return whether the socket was in the room */
    boolean remove(String room) {
        if (room.equals(socket.id())) {
            boolean removed = inOwnRoom;
            inOwnRoom = false;
            return removed;
        }
        return others != null && others.remove(room);
    }

    boolean isIn(String room) {
        return inOwnRoom && room.equals(socket.id()) || others != null && others.contains(room);
    }

    /** Returns a copy of the rooms, the private room first. */
    Set<String> rooms() {
        if (others == null) {
            return inOwnRoom ? Set.of(socket.id()) : Set.of();
        }
        Set<String> rooms = new LinkedHashSet<>();
        if (inOwnRoom) {
            rooms.add(socket.id());
        }
        rooms.addAll(others);
        return rooms;
    }

    @Override
    public Member[] toArray() {
        return new Member[] {this};
    }
}
