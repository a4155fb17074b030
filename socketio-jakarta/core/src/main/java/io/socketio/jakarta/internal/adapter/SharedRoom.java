package io.socketio.jakarta.internal.adapter;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A room of several sockets. Guarded by the lock of the adapter; the arrays that it returns never change. */
final class SharedRoom implements Room {

    private static final Member[] NOBODY = {};

    private final Set<Member> members = new LinkedHashSet<>();
    /** The array that {@link #toArray} returned last; null after a change. */
    private Member @Nullable [] snapshot;

    void add(Member member) {
        members.add(member);
        snapshot = null;
    }

    void remove(Member member) {
        members.remove(member);
        snapshot = null;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    @Override
    public Member[] toArray() {
        Member[] array = snapshot;
        if (array == null) {
            array = members.toArray(NOBODY);
            snapshot = array;
        }
        return array;
    }
}
