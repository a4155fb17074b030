package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketMiddleware;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.internal.core.event.SocketHooks;
import io.socketio.jakarta.internal.core.mailbox.MailboxTask;
import io.socketio.jakarta.internal.core.mailbox.MiddlewareChain;
import io.socketio.jakarta.internal.protocol.Packet;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event: what waits in the mailbox, and what the listeners are given. Catch-all listeners come first, then middleware, then listeners. */
final class IncomingEvent extends MailboxTask implements Event {

    private static final SocketMiddleware[] NONE = {};
    private static final VarHandle ACKED;

    static {
        try {
            ACKED = MethodHandles.lookup().findVarHandle(IncomingEvent.class, "acked", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final CoreSocket socket;
    private final long ackId;
    private volatile boolean acked;

    // Changed by middleware only, within the mailbox.
    private String name;
    private Arguments arguments;
    private boolean inMiddleware;

    /** @param ackId or {@link Packet#NO_ACK} */
    IncomingEvent(CoreSocket socket, String name, Arguments arguments, long ackId) {
        this.socket = socket;
        this.name = name;
        this.arguments = arguments;
        this.ackId = ackId;
    }

    @Override
    public void run() {
        if (!socket.handlesEvents()) {
            return;
        }
        SocketHooks hooks = socket.hooks();
        if (hooks == null) {
            deliver();
            return;
        }
        for (EventListener listener : hooks.any) {
            socket.call(listener, this, "catch-all listener");
        }
        SocketMiddleware[] middlewares = hooks.middlewares.toArray(NONE);
        if (middlewares.length == 0) {
            deliver();
        } else {
            inMiddleware = true;
            new Chain(middlewares).ask();
        }
    }

    private void deliver() {
        ListenerFilters filters = socket.context().filters();
        if (filters.isEmpty()) {
            socket.fire(name, this);
        } else {
            filters.onEvent(socket, this, () -> socket.fire(name, this));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Socket socket() {
        return socket;
    }

    @Override
    public boolean hasAck() {
        return ackId != Packet.NO_ACK;
    }

    @Override
    public void ack(@Nullable Object... args) {
        if (hasAck() && !acked && ACKED.compareAndSet(this, false, true)) {
            try {
                socket.sendAck(ackId, Outgoing.arguments(args));
            } catch (RuntimeException e) {
                // Nothing was sent: a handler may still answer with something that can be written.
                acked = false;
                throw e;
            }
        }
    }

    @Override
    public void replace(String newName, @Nullable Object... args) {
        if (!inMiddleware) {
            throw new IllegalStateException("replace() can be called by a socket middleware only");
        }
        arguments = socket.context().reread(Outgoing.arguments(args));
        name = newName;
    }

    @Override
    public int size() {
        return arguments.size();
    }

    @Override
    public @Nullable Object arg(int index) {
        return arguments.arg(index);
    }

    @Override
    public @Nullable Object arg(int index, Type type) {
        return arguments.arg(index, type);
    }

    @Override
    public <T> @Nullable T arg(int index, Class<T> type) {
        return arguments.arg(index, type);
    }

    @Override
    public List<@Nullable Object> toList() {
        return arguments.toList();
    }

    @Override
    public String toString() {
        return "Event[\"" + name + "\", " + size() + " arguments, " + socket + "]";
    }

    private final class Chain extends MiddlewareChain {

        private final SocketMiddleware[] middlewares;

        Chain(SocketMiddleware[] middlewares) {
            super(socket.mailbox());
            this.middlewares = middlewares;
        }

        @Override
        public int size() {
            return middlewares.length;
        }

        @Override
        public void call(int index, Next next) throws Exception {
            middlewares[index].onEvent(IncomingEvent.this, next);
        }

        @Override
        public void onPassed() {
            inMiddleware = false;
            if (socket.handlesEvents()) {
                deliver();
            }
        }

        @Override
        public void onStopped(Throwable error) {
            inMiddleware = false;
            socket.fireError(error);
        }
    }
}
