package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.RoomListener;
import java.util.HashSet;
import java.util.Set;

/** Follows the rooms by their events, and checks that these make sense. */
final class RecordingRoomListener implements RoomListener {

    final Set<String> occupied = new HashSet<>();
    private final Set<String> memberships = new HashSet<>();

    @Override
    public void onCreateRoom(String room) {
        check(occupied.add(room), "created twice: " + room);
    }

    @Override
    public void onJoinRoom(String room, String socketId) {
        check(occupied.contains(room), "joined before it was created: " + room);
        check(memberships.add(room + "|" + socketId), "joined twice: " + room);
    }

    @Override
    public void onLeaveRoom(String room, String socketId) {
        check(memberships.remove(room + "|" + socketId), "left but not joined: " + room);
    }

    @Override
    public void onDeleteRoom(String room) {
        check(occupied.remove(room), "deleted twice: " + room);
        check(memberships.stream().noneMatch(one -> one.startsWith(room + "|")), "deleted while occupied: " + room);
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new AssertionError(message);
        }
    }
}
