package io.socketio.jakarta.internal.core.ack;

import org.jspecify.annotations.Nullable;

/**
 * The pending acknowledgements by id, with their deadlines: a small hash table that avoids boxed ids. Pure state without a lock of its own: {@link
 * AckTable} guards it.
 */
final class AckEntries {

    private static final int INITIAL_SIZE = 8;

    private @Nullable Entry[] buckets = new Entry[INITIAL_SIZE];
    private int size;

    static final class Entry {
        final long id;
        final PendingAck ack;
        /** In units of {@code System.nanoTime()}; unused unless {@code timed} is set. */
        final long deadline;

        final boolean timed;

        @Nullable
        Entry next;

        private Entry(long id, PendingAck ack, boolean timed, long deadline, @Nullable Entry next) {
            this.id = id;
            this.ack = ack;
            this.timed = timed;
            this.deadline = deadline;
            this.next = next;
        }

        private boolean isExpired(long now) {
            return timed && deadline - now <= 0;
        }
    }

    int size() {
        return size;
    }

    /** Adds an entry; the id must not be in use. */
    void add(long id, PendingAck ack, boolean timed, long deadline) {
        if (size >= buckets.length) {
            grow();
        }
        int at = bucket(id, buckets);
        buckets[at] = new Entry(id, ack, timed, deadline, buckets[at]);
        size++;
    }

    /**
     * Removes an entry.
     *
     * @return the pending acknowledgement, or null
     */
    @Nullable
    PendingAck take(long id) {
        int at = bucket(id, buckets);
        Entry before = null;
        for (Entry entry = buckets[at]; entry != null; entry = entry.next) {
            if (entry.id == id) {
                unlink(at, before, entry);
                return entry.ack;
            }
            before = entry;
        }
        return null;
    }

    /**
     * Removes all expired entries.
     *
     * @return the head of a linked list of them, or null
     */
    @Nullable
    Entry takeExpired(long now) {
        Entry expired = null;
        for (int at = 0; at < buckets.length; at++) {
            Entry before = null;
            Entry next;
            for (Entry entry = buckets[at]; entry != null; entry = next) {
                next = entry.next;
                if (entry.isExpired(now)) {
                    unlink(at, before, entry);
                    entry.next = expired;
                    expired = entry;
                } else {
                    before = entry;
                }
            }
        }
        return expired;
    }

    /**
     * Removes all entries.
     *
     * @return the head of a linked list of them, or null
     */
    @Nullable
    Entry takeAll() {
        Entry all = null;
        for (int at = 0; at < buckets.length; at++) {
            Entry next;
            for (Entry entry = buckets[at]; entry != null; entry = next) {
                next = entry.next;
                entry.next = all;
                all = entry;
            }
            buckets[at] = null;
        }
        size = 0;
        return all;
    }

    /** @return the entry with the earliest deadline, or null if no entry has a deadline */
    @Nullable
    Entry earliest() {
        Entry earliest = null;
        for (Entry bucket : buckets) {
            for (Entry entry = bucket; entry != null; entry = entry.next) {
                if (entry.timed && (earliest == null || entry.deadline - earliest.deadline < 0)) {
                    earliest = entry;
                }
            }
        }
        return earliest;
    }

    private void unlink(int at, @Nullable Entry before, Entry entry) {
        if (before == null) {
            buckets[at] = entry.next;
        } else {
            before.next = entry.next;
        }
        size--;
    }

    private void grow() {
        @Nullable Entry[] old = buckets;
        @Nullable Entry[] larger = new Entry[old.length * 2];
        for (Entry bucket : old) {
            Entry next;
            for (Entry entry = bucket; entry != null; entry = next) {
                next = entry.next;
                int at = bucket(entry.id, larger);
                entry.next = larger[at];
                larger[at] = entry;
            }
        }
        buckets = larger;
    }

    /** Returns the bucket of an id. Ids count up, so their low bits are evenly distributed. */
    private static int bucket(long id, @Nullable Entry[] buckets) {
        return (int) id & buckets.length - 1;
    }
}
