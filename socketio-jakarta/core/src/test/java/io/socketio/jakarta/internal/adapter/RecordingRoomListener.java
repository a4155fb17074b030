package io.socketio.jakarta.internal.adapter;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Follows the rooms by their events, and checks that these make sense. */
final class RecordingRoomListener implements Consumer<RoomChange> {

    final Set<String> occupied = new HashSet<>();
    private final Set<String> memberships = new HashSet<>();

    @Override
    public void accept(RoomChange change) {
        String room = change.room();
        String membership = room + "|" + change.socketId();
        switch (change.kind()) {
            case CREATE -> check(occupied.add(room), "created twice: " + room);
            case JOIN -> {
                check(occupied.contains(room), "joined before it was created: " + room);
                check(memberships.add(membership), "joined twice: " + room);
            }
            case LEAVE -> check(memberships.remove(membership), "left but not joined: " + room);
            case DELETE -> {
                check(occupied.remove(room), "deleted twice: " + room);
                check(
                        memberships.stream().noneMatch(one -> one.startsWith(room + "|")),
                        "deleted while occupied: " + room);
            }
        }
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new AssertionError(message);
        }
    }
}
