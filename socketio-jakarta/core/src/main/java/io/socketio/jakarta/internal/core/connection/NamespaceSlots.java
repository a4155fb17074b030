package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.core.socket.NamespaceSlot;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The slots of one connection, at most one per namespace. Copied on change: most clients have one or two. Thread-safe, lock-free. */
final class NamespaceSlots {

    private static final NamespaceSlot[] NONE = {};
    private static final VarHandle ALL;

    static {
        try {
            ALL = MethodHandles.lookup().findVarHandle(NamespaceSlots.class, "all", NamespaceSlot[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile NamespaceSlot[] all = NONE;

    int count() {
        return all.length;
    }

    @Nullable
    NamespaceSlot find(String namespace) {
        for (NamespaceSlot slot : all) {
            if (slot.namespaceName().equals(namespace)) {
                return slot;
            }
        }
        return null;
    }

    void forEachSocket(Consumer<CoreSocket> action) {
        for (NamespaceSlot slot : all) {
            if (slot instanceof CoreSocket socket) {
                action.accept(socket);
            }
        }
    }

    void forEachSearch(Consumer<NamespaceSearch> action) {
        for (NamespaceSlot slot : all) {
            if (slot instanceof NamespaceSearch search) {
                action.accept(search);
            }
        }
    }

    boolean hasConnected() {
        for (NamespaceSlot slot : all) {
            if (slot instanceof CoreSocket socket && socket.isConnected()) {
                return true;
            }
        }
        return false;
    }

    /** The sockets that have joined their namespace. */
    List<CoreSocket> connected() {
        List<CoreSocket> connected = new ArrayList<>();
        for (NamespaceSlot slot : all) {
            if (slot instanceof CoreSocket socket && socket.isConnected()) {
                connected.add(socket);
            }
        }
        return connected;
    }

    void add(NamespaceSlot slot) {
        NamespaceSlot[] old;
        NamespaceSlot[] changed;
        do {
            old = all;
            changed = Arrays.copyOf(old, old.length + 1);
            changed[old.length] = slot;
        } while (!ALL.compareAndSet(this, old, changed));
    }

    /** Puts another into the place of a slot in one step, so that the namespace is never free in between. Does nothing if the slot is not here. */
    void replace(NamespaceSlot slot, NamespaceSlot by) {
        NamespaceSlot[] old;
        NamespaceSlot[] changed;
        do {
            old = all;
            int at = Arrays.asList(old).indexOf(slot);
            if (at < 0) {
                return;
            }
            changed = old.clone();
            changed[at] = by;
        } while (!ALL.compareAndSet(this, old, changed));
    }

    void remove(NamespaceSlot slot) {
        NamespaceSlot[] old;
        NamespaceSlot[] changed;
        do {
            old = all;
            List<NamespaceSlot> kept = new ArrayList<>(Arrays.asList(old));
            if (!kept.remove(slot)) {
                return;
            }
            changed = kept.toArray(NONE);
        } while (!ALL.compareAndSet(this, old, changed));
    }
}
