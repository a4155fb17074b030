package io.socketio.jakarta.internal.core.event;

import io.socketio.jakarta.EventListener;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The listeners of one socket by event, in the order in which they were added. Copied on every change, so that events are dispatched without a lock
 * and an idle socket holds one small array: name, listener, name, listener, … A socket has few events, so a scan is as fast as a hash lookup.
 */
public final class ListenerTable {

    private static final Object[] EMPTY = {};
    private static final VarHandle PAIRS;

    static {
        try {
            PAIRS = MethodHandles.lookup().findVarHandle(ListenerTable.class, "pairs", Object[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Object[] pairs = EMPTY;

    /** Returns the array of names and listeners, which never changes. */
    public Object[] pairs() {
        return pairs;
    }

    /** Returns whether there is a listener of this event. */
    public boolean has(String event) {
        Object[] present = pairs;
        for (int i = 0; i < present.length; i += 2) {
            if (event.equals(present[i])) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether all listeners of two events are declared non-blocking; true if there is none. */
    public boolean isNonBlocking(String event, String other) {
        Object[] present = pairs;
        for (int i = 0; i < present.length; i += 2) {
            boolean isAsked = event.equals(present[i]) || other.equals(present[i]);
            if (isAsked && !(present[i + 1] instanceof EventListener listener && listener.isNonBlocking())) {
                return false;
            }
        }
        return true;
    }

    public void add(String event, Object listener) {
        Object[] old;
        Object[] changed;
        do {
            old = pairs;
            changed = new Object[old.length + 2];
            System.arraycopy(old, 0, changed, 0, old.length);
            changed[old.length] = event;
            changed[old.length + 1] = listener;
        } while (!PAIRS.compareAndSet(this, old, changed));
    }

    /**
     * Removes the most recently added entry of this listener, whether it was added directly or as a {@link OnceListener}.
     *
     * @return whether there was one
     */
    public boolean remove(String event, Object listener) {
        Object[] old;
        Object[] changed;
        do {
            old = pairs;
            int at = lastIndexOf(old, event, listener);
            if (at < 0) {
                return false;
            }
            changed = new Object[old.length - 2];
            System.arraycopy(old, 0, changed, 0, at);
            System.arraycopy(old, at + 2, changed, at, changed.length - at);
        } while (!PAIRS.compareAndSet(this, old, changed));
        return true;
    }

    public void removeAll(String event) {
        Object[] old;
        Object[] changed;
        do {
            old = pairs;
            List<Object> kept = new ArrayList<>(old.length);
            for (int i = 0; i < old.length; i += 2) {
                if (!old[i].equals(event)) {
                    kept.add(old[i]);
                    kept.add(old[i + 1]);
                }
            }
            changed = kept.toArray();
        } while (!PAIRS.compareAndSet(this, old, changed));
    }

    public void clear() {
        pairs = EMPTY;
    }

    private static int lastIndexOf(Object[] pairs, String event, Object listener) {
        for (int i = pairs.length - 2; i >= 0; i -= 2) {
            Object candidate = pairs[i + 1];
            if (pairs[i].equals(event)
                    && (candidate == listener || candidate instanceof OnceListener once && once.listener == listener)) {
                return i;
            }
        }
        return -1;
    }
}
