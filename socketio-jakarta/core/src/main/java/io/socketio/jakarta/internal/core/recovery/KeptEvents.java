package io.socketio.jakarta.internal.core.recovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events of one namespace in the order in which they were queued for its clients. Pure state without a lock of its own. */
final class KeptEvents {

    private final Map<String, KeptEvent> byOffset = new HashMap<>();
    private @Nullable KeptEvent first;
    private @Nullable KeptEvent last;
    /** Of the newest event, also if it is not kept any more. */
    private long position;

    /** Returns the position of the newest event there has been. */
    long position() {
        return position;
    }

    void add(KeptEvent event) {
        event.position = ++position;
        if (last == null) {
            first = event;
        } else {
            last.next = event;
        }
        last = event;
        byOffset.put(event.offset, event);
    }

    @Nullable
    KeptEvent find(String offset) {
        return byOffset.get(offset);
    }

    @Nullable
    KeptEvent first() {
        return first;
    }

    /** Removes the oldest event; there must be one. Who refers to it still finds those behind it. */
    KeptEvent removeFirst(KeptEvent oldest) {
        byOffset.remove(oldest.offset);
        first = oldest.next;
        if (first == null) {
            last = null;
        }
        return oldest;
    }

    /**
     * Returns what the members of these rooms have missed.
     *
     * @param after the last event that they have received; may have been removed
     * @param since the position at which they began: events before it were for others
     */
    static List<KeptEvent> missed(KeptEvent after, long since, Set<String> rooms) {
        List<KeptEvent> missed = new ArrayList<>();
        for (KeptEvent each = after.next; each != null; each = each.next) {
            if (each.position > since && each.isFor(rooms)) {
                missed.add(each);
            }
        }
        return missed;
    }
}
