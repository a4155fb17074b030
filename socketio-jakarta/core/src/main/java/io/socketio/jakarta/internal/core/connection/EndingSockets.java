package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.core.socket.CoreSocket;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sockets of one connection that have ended while events waited for their listeners. Lock-free. */
final class EndingSockets {

    private static final VarHandle ALL;

    static {
        try {
            ALL = MethodHandles.lookup().findVarHandle(EndingSockets.class, "all", Set.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Null before the first. */
    private volatile @Nullable Set<CoreSocket> all;

    void onEnded(CoreSocket socket) {
        if (socket.mailbox().length() > 0) {
            allForChange().add(socket);
        }
    }

    void onGone(CoreSocket socket) {
        Set<CoreSocket> present = all;
        if (present != null) {
            present.remove(socket);
        }
    }

    void forEach(Consumer<CoreSocket> action) {
        Set<CoreSocket> present = all;
        if (present != null) {
            present.forEach(action);
        }
    }

    @SuppressWarnings("unchecked")
    private Set<CoreSocket> allForChange() {
        Set<CoreSocket> present = all;
        if (present != null) {
            return present;
        }
        Set<CoreSocket> fresh = ConcurrentHashMap.newKeySet();
        Object other = ALL.compareAndExchange(this, null, fresh);
        return other == null ? fresh : (Set<CoreSocket>) other;
    }
}
