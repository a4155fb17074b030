package io.socketio.jakarta.internal.adapter;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps sockets to rooms and rooms to sockets. Pure state without a lock of its own: {@link LocalAdapter} guards it. A room exists as long as it has
 * members.
 *
 * <p>Methods that modify rooms append the changes to {@code changes}, unless it is null.
 */
public final class Rooms {

    private static final Member[] NOBODY = {};

    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, Room> rooms = new HashMap<>();
    private final SharedRoom everybody = new SharedRoom();

    void register(LocalSocket socket) {
        Member member = new Member(socket);
        if (members.putIfAbsent(socket.id(), member) != null) {
            throw new IllegalStateException("socket " + socket.id() + " is registered already");
        }
        everybody.add(member);
    }

    void join(String socketId, String room, @Nullable List<RoomChange> changes) {
        Member member = members.get(socketId);
        if (member != null) {
            join(member, room, changes);
        }
    }

    void join(Member member, String room, @Nullable List<RoomChange> changes) {
        if (members.get(member.socket.id()) != member || !member.add(room)) {
            return;
        }
        Room occupants = rooms.get(room);
        if (occupants instanceof SharedRoom crowd) {
            crowd.add(member);
        } else if (occupants instanceof Member first) {
            SharedRoom crowd = new SharedRoom();
            crowd.add(first);
            crowd.add(member);
            rooms.put(room, crowd);
        } else {
            rooms.put(room, member);
            note(changes, RoomChange.Kind.CREATE, room, member);
        }
        note(changes, RoomChange.Kind.JOIN, room, member);
    }

    void leave(String socketId, String room, @Nullable List<RoomChange> changes) {
        Member member = members.get(socketId);
        if (member != null) {
            leave(member, room, changes);
        }
    }

    void leave(Member member, String room, @Nullable List<RoomChange> changes) {
        if (member.remove(room)) {
            removeFrom(room, member, changes);
        }
    }

    /** Removes the socket from all rooms and unregisters it; the socket is notified first. */
    void remove(String socketId, @Nullable List<RoomChange> changes) {
        Member member = members.remove(socketId);
        if (member == null) {
            return;
        }
        Set<String> left = member.rooms();
        member.socket.onLeaving(left);
        everybody.remove(member);
        for (String room : left) {
            removeFrom(room, member, changes);
        }
    }

    boolean contains(String room) {
        return rooms.containsKey(room);
    }

    Set<String> names() {
        return Set.copyOf(rooms.keySet());
    }

    Set<String> membersOf(String room) {
        Set<String> ids = new LinkedHashSet<>();
        for (Member member : union(Set.of(room))) {
            ids.add(member.socket.id());
        }
        return ids;
    }

    Set<String> of(String socketId) {
        Member member = members.get(socketId);
        return member == null ? Set.of() : member.rooms();
    }

    /** Returns each selected socket once. The caller must not change the array. */
    Member[] select(Set<String> included, Set<String> except) {
        Member[] candidates = included.isEmpty() ? everybody.toArray() : union(included);
        if (except.isEmpty() || candidates.length == 0) {
            return candidates;
        }
        Member[] selected = new Member[candidates.length];
        int count = 0;
        for (Member candidate : candidates) {
            if (!isInAny(candidate, except)) {
                selected[count++] = candidate;
            }
        }
        return count == selected.length ? selected : Arrays.copyOf(selected, count);
    }

    private Member[] union(Set<String> included) {
        if (included.size() == 1) {
            Room occupants = rooms.get(included.iterator().next());
            return occupants == null ? NOBODY : occupants.toArray();
        }
        Set<Member> union = new LinkedHashSet<>();
        for (String room : included) {
            Room occupants = rooms.get(room);
            if (occupants != null) {
                union.addAll(Arrays.asList(occupants.toArray()));
            }
        }
        return union.toArray(NOBODY);
    }

    private static boolean isInAny(Member member, Set<String> except) {
        for (String room : except) {
            if (member.isIn(room)) {
                return true;
            }
        }
        return false;
    }

    private void removeFrom(String room, Member member, @Nullable List<RoomChange> changes) {
        note(changes, RoomChange.Kind.LEAVE, room, member);
        if (rooms.get(room) instanceof SharedRoom crowd) {
            crowd.remove(member);
            if (!crowd.isEmpty()) {
                return;
            }
        }
        rooms.remove(room);
        note(changes, RoomChange.Kind.DELETE, room, member);
    }

    private static void note(@Nullable List<RoomChange> changes, RoomChange.Kind kind, String room, Member member) {
        if (changes != null) {
            changes.add(new RoomChange(kind, room, member.socket.id()));
        }
    }
}
