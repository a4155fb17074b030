package io.socketio.jakarta.internal.adapter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The obvious implementation of rooms, as the oracle for the fast one. */
final class NaiveRooms {

    private final Map<String, Set<String>> roomsOf = new HashMap<>();

    void register(String id) {
        roomsOf.put(id, new HashSet<>());
    }

    void join(String id, String room) {
        roomsOf.get(id).add(room);
    }

    void leave(String id, String room) {
        roomsOf.get(id).remove(room);
    }

    Set<String> remove(String id) {
        return roomsOf.remove(id);
    }

    Set<String> rooms(String id) {
        return roomsOf.get(id);
    }

    Set<String> occupied() {
        Set<String> all = new HashSet<>();
        roomsOf.values().forEach(all::addAll);
        return all;
    }

    Set<String> select(Set<String> rooms, Set<String> except) {
        Set<String> selected = new HashSet<>();
        roomsOf.forEach((id, in) -> {
            boolean included = rooms.isEmpty() || rooms.stream().anyMatch(in::contains);
            if (included && except.stream().noneMatch(in::contains)) {
                selected.add(id);
            }
        });
        return selected;
    }
}
