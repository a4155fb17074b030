package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.EventListener;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.SocketMiddleware;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.internal.core.event.SocketHooks;
import io.socketio.jakarta.internal.core.event.ValueArguments;
import io.socketio.jakarta.internal.core.event.WireArguments;
import io.socketio.jakarta.internal.core.mailbox.MiddlewareChain;
import io.socketio.jakarta.internal.engine.http.PostedRequest;
import io.socketio.jakarta.internal.engine.http.QueryParser;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.parser.Packet;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event: what waits in the mailbox, and what the listeners are given. Catch-all listeners come first, then middleware, then listeners. */
final class IncomingEvent extends AcknowledgedTask {

    /** What an event keeps besides its arguments and the characters of its name: this object, theirs, the string. */
    private static final int OVERHEAD_BYTES = 136;

    private static final SocketMiddleware[] NONE = {};
    private static final Arguments NOTHING = new ValueArguments();

    private final CoreSocket socket;

    // Changed by middleware only, within the mailbox.
    private String name;
    private Arguments arguments;
    private boolean inMiddleware;
    /** The request that has brought the event, null if none has or the event was dropped. */
    private @Nullable PostedRequest post;

    /** @param ackId or {@link Packet#NO_ACK} */
    IncomingEvent(CoreSocket socket, String name, Arguments arguments, long ackId) {
        super(ackId);
        this.socket = socket;
        this.name = name;
        this.arguments = arguments;
    }

    static IncomingEvent of(CoreSocket socket, Packet.Event packet, @Nullable PostedRequest post) {
        WireArguments arguments =
                new WireArguments(packet.arguments(), socket.context().codec());
        IncomingEvent event = new IncomingEvent(socket, packet.name(), arguments, packet.ackId());
        event.post = post;
        return event;
    }

    /** Returns about how many bytes of memory an event keeps while it waits. @param requestBytes those of the request that has brought it */
    static int weight(Packet.Event packet, int requestBytes) {
        long bytes = OVERHEAD_BYTES
                + (long) requestBytes
                + 2L * packet.name().length()
                + packet.arguments().retainedBytes();
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    @Override
    protected boolean isNonBlocking() {
        return socket.isNonBlocking(this);
    }

    @Override
    protected void onDropped() {
        EventLog.dropped(socket, this);
        arguments = NOTHING;
        post = null;
    }

    @Override
    public void run() {
        if (!socket.handlesEvents()) {
            EventLog.dropped(socket, this);
            return;
        }
        EventLog.received(socket, this);
        SocketHooks hooks = socket.hooks();
        if (hooks == null) {
            deliver();
            return;
        }
        beginHandling();
        for (EventListener listener : hooks.any) {
            socket.call(listener, this, "catch-all listener");
        }
        endHandling();
        SocketMiddleware[] middlewares = hooks.middlewares.toArray(NONE);
        if (middlewares.length == 0) {
            deliver();
        } else {
            inMiddleware = true;
            new Chain(middlewares).ask();
        }
    }

    private void deliver() {
        EventLog.delivering(socket, this);
        ListenerFilters filters = socket.context().filters();
        beginHandling();
        if (filters.isEmpty()) {
            socket.fire(name, this);
        } else {
            filters.onEvent(socket, this, this::callListeners);
        }
        answerForListeners(filters);
        endHandling();
    }

    private void callListeners() {
        onPassedFilters();
        socket.fire(name, this);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CoreSocket socket() {
        return socket;
    }

    @Override
    public @Nullable EngineRequest request() {
        PostedRequest brought = post;
        return brought == null
                ? null
                : new EngineRequest(
                        "POST",
                        brought.url(),
                        brought.headers(),
                        Map.copyOf(QueryParser.parse(brought.rawQuery())),
                        brought.remoteAddress(),
                        brought.secure(),
                        false);
    }

    @Override
    public void replace(String newName, @Nullable Object... args) {
        if (!inMiddleware) {
            throw new IllegalStateException("replace() can be called by a socket middleware only");
        }
        arguments = socket.context().reread(Outgoing.arguments(args), null);
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
        return "Event[" + LogText.quoted(name) + ", " + size() + " arguments, " + socket + "]";
    }

    private final class Chain extends MiddlewareChain {

        private final SocketMiddleware[] middlewares;
        private @Nullable Throwable thrown;

        Chain(SocketMiddleware[] middlewares) {
            super(socket.mailbox());
            this.middlewares = middlewares;
        }

        @Override
        public int size() {
            return middlewares.length;
        }

        @Override
        public boolean isAbandoned() {
            return socket.isEnded();
        }

        @Override
        public void call(int index, Next next) throws Exception {
            beginHandling();
            try {
                middlewares[index].onEvent(IncomingEvent.this, next);
            } finally {
                endHandling();
            }
        }

        @Override
        public void onThrown(Throwable error) {
            thrown = error;
            report("middleware of", error);
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
            EventLog.stopped(socket, IncomingEvent.this, error);
            socket.fireError(error);
            // As on the reference server, an error that is given to next() is for the error listeners only.
            if (error == thrown || error instanceof EventRefused) {
                answer(error);
            }
        }
    }
}
