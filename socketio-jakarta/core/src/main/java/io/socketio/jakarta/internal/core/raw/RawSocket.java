package io.socketio.jakarta.internal.core.raw;

import io.socketio.jakarta.engine.ConnectionListener;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.internal.core.connection.MessageRate;
import io.socketio.jakarta.internal.core.connection.SessionConnection;
import io.socketio.jakarta.internal.core.mailbox.MailboxTask;
import io.socketio.jakarta.internal.core.mailbox.SerialExecutor;
import io.socketio.jakarta.internal.core.socket.EngineContext;
import io.socketio.jakarta.internal.engine.CloseReason;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.SessionListener;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.log.Loggers;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One socket of a server of Engine.IO alone: its listeners run in a mailbox, one at a time. */
final class RawSocket extends SessionConnection implements EngineSocket {

    /** The type digit of a message on the wire. */
    private static final char MESSAGE = '4';

    /** What a message keeps besides its content: the task, the string and its array. */
    private static final int OVERHEAD_BYTES = 96;

    private final EngineContext context;
    private final RawServer server;
    private final SerialExecutor mailbox;
    private final MessageRate rate;
    private final ConcurrentMap<String, Object> data = new ConcurrentHashMap<>();
    private final List<Consumer<String>> textListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<byte[]>> binaryListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> closeListeners = new CopyOnWriteArrayList<>();

    /** Whatever still comes is ignored. */
    private volatile boolean closed;

    /** Whatever still waits is dropped. */
    private volatile boolean cut;

    /** Why the socket has ended; null before. Touched by the mailbox only. */
    private @Nullable String reason;

    RawSocket(EngineContext context, RawServer server, EngineSession session) {
        super(session, ClosedChannelException::new);
        this.context = context;
        this.server = server;
        this.mailbox = new SerialExecutor(context.executor(), this, memory(), thrown -> onThrown("mailbox", thrown));
        this.rate = new MessageRate(context.options().limits().maxEventsPerSecond(), context.nanoTime());
    }

    @Override
    protected EngineContext engine() {
        return context;
    }

    /** Calls the listeners for this socket before anything of it is handled. @return receives what the session brings */
    SessionListener open(List<Consumer<EngineSocket>> listeners) {
        mailbox.post(MailboxTask.of(() -> tell(listeners, this, "connection listener")));
        return new Incoming();
    }

    /** What the session brings, on container threads. */
    private final class Incoming implements SessionListener {

        @Override
        public void onText(String message) {
            offer(message, textListeners, OVERHEAD_BYTES + 2L * message.length());
        }

        @Override
        public void onBinary(byte[] message) {
            offer(message, binaryListeners, OVERHEAD_BYTES + (long) message.length);
        }

        @Override
        public void onControlPacket(char type, boolean received) {
            listeners().onControlPacket(type, received);
        }

        @Override
        public void onUpgrading() {
            listeners().onUpgrading();
        }

        @Override
        public void onUpgrade() {
            listeners().onUpgrade();
        }

        @Override
        public void onDrain() {
            onDrained();
        }

        @Override
        public void onCut() {
            drop();
        }

        @Override
        public void onClose(CloseReason why, @Nullable String description) {
            closed = true;
            try {
                endDrains();
                server.onClosed(RawSocket.this);
                listeners().onClose(why.text());
            } finally {
                mailbox.post(MailboxTask.of(() -> end(why.text())));
            }
        }
    }

    private <T> void offer(T message, List<Consumer<T>> listeners, long weight) {
        if (closed) {
            return;
        }
        if (!rate.onMessage()) {
            cut();
            context.operatorLog()
                    .tooManyEvents(toString(), context.options().limits().maxEventsPerSecond());
            return;
        }
        listeners().onMessage(message);
        MailboxTask task = new MailboxTask() {
            @Override
            public void run() {
                if (!cut) {
                    tell(listeners, message, "message listener");
                }
            }
        };
        if (!mailbox.offer(
                task,
                (int) Math.min(weight, Integer.MAX_VALUE),
                context.options().maxPendingEvents())) {
            cut();
            context.operatorLog()
                    .mailboxFull(
                            toString(),
                            "the limit is " + context.options().maxPendingEvents()
                                    + " messages (SocketIoOptions.maxPendingEvents) or "
                                    + context.options().maxPendingBytes()
                                    + " bytes of one connection (maxPendingBytes)");
        }
    }

    /** Closes the connection of a client that has sent more than is kept for it. */
    private void cut() {
        drop();
        session().close();
    }

    private void drop() {
        closed = true;
        cut = true;
        mailbox.dropCounted();
    }

    /** In the mailbox. */
    private void end(String why) {
        reason = why;
        try {
            tell(closeListeners, why, "close listener");
        } finally {
            server.onGone();
        }
    }

    private <T> void tell(List<Consumer<T>> listeners, T what, String where) {
        for (Consumer<T> listener : listeners) {
            try {
                listener.accept(what);
            } catch (Error e) {
                onError(where, "", e);
            } catch (Throwable e) {
                onThrown(where, e);
            }
        }
    }

    private void onThrown(String where, Throwable thrown) {
        context.operatorLog()
                .warn(Loggers.ENGINE, "SIO-0161", where, "a " + where + " of an Engine.IO socket has failed", thrown);
    }

    @Override
    public void onError(String where, String namespace, Throwable cause) {
        closed = true;
        context.operatorLog().endedByError(Loggers.ENGINE, where, namespace, cause);
        session().discard();
    }

    @Override
    public void disconnectAll() {
        close();
    }

    // ---- EngineSocket

    @Override
    public String id() {
        return session().id();
    }

    @Override
    public boolean isOpen() {
        return session().isOpen();
    }

    @Override
    public ConcurrentMap<String, Object> data() {
        return data;
    }

    @Override
    public EngineSocket onMessage(Consumer<String> listener) {
        textListeners.add(listener);
        return this;
    }

    @Override
    public EngineSocket onBinary(Consumer<byte[]> listener) {
        binaryListeners.add(listener);
        return this;
    }

    @Override
    public EngineSocket onClose(Consumer<String> listener) {
        mailbox.post(MailboxTask.of(() -> {
            String ended = reason;
            if (ended == null) {
                closeListeners.add(listener);
            } else {
                tell(List.of(listener), ended, "close listener");
            }
        }));
        return this;
    }

    @Override
    public CompletionStage<Void> send(String message, boolean compress) {
        return send(new OutboundPacket(MESSAGE + message, null, compress));
    }

    @Override
    public CompletionStage<Void> send(byte[] message, boolean compress) {
        return send(new OutboundPacket(null, message, compress));
    }

    private CompletionStage<Void> send(OutboundPacket packet) {
        List<OutboundPacket> packets = List.of(packet);
        listeners().onPacketCreate(packets);
        if (!session().send(packets)) {
            return CompletableFuture.failedFuture(new ClosedChannelException());
        }
        return awaitDrain();
    }

    @Override
    public EngineSocket listen(ConnectionListener listener) {
        super.listen(listener);
        return this;
    }

    @Override
    public void discard() {
        session().discard();
    }

    @Override
    public String toString() {
        return "EngineSocket[" + transport() + (isOpen() ? ", " : ", closed, ") + bufferedBytes() + " bytes waiting]";
    }
}
