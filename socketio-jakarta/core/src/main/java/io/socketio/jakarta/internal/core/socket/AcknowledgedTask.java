package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.internal.core.mailbox.MailboxTask;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.parser.Packet;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The acknowledgement of an event: sent once, by whoever handles the event, or by the server for those who have thrown. The server waits until all
 * listeners of the event have been called, so that one that throws takes the answer from no other.
 */
abstract class AcknowledgedTask extends MailboxTask implements Event {

    private static final System.Logger LOG = Loggers.SOCKET;
    private static final VarHandle ACKED;

    static {
        try {
            ACKED = MethodHandles.lookup().findVarHandle(AcknowledgedTask.class, "acked", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long ackId;
    private volatile boolean acked;

    /** The thread that calls somebody who may answer, while it does. Other threads only compare it with themselves, so it needs no guard. */
    private @Nullable Thread handledBy;

    // Touched within the mailbox only.
    private boolean passedFilters;
    private boolean reachedListener;
    /** What the client is told of if nobody acknowledges; null as long as nothing has been thrown. */
    private @Nullable Throwable failure;

    /** @param ackId or {@link Packet#NO_ACK} */
    AcknowledgedTask(long ackId) {
        this.ackId = ackId;
    }

    @Override
    public abstract CoreSocket socket();

    @Override
    public final boolean hasAck() {
        return ackId != Packet.NO_ACK;
    }

    @Override
    public final void ack(@Nullable Object... args) {
        if (hasAck() && !acked && ACKED.compareAndSet(this, false, true)) {
            try {
                socket().sendAck(ackId, payload(Outgoing.arguments(args)));
            } catch (Throwable e) {
                onUnwritable(e);
                throw e;
            }
        }
    }

    private static @Nullable Object[] payload(@Nullable Object[] args) {
        return args.length == 1 && args[0] instanceof AckError error ? new Object[] {error.toPayload()} : args;
    }

    /** Nothing was sent. Whoever handles the event on this thread may answer with something else; later nobody would. */
    private void onUnwritable(Throwable e) {
        if (handledBy == Thread.currentThread()) {
            acked = false;
            return;
        }
        report("acknowledgement of", e);
        socket().sendAck(ackId, payload(new Object[] {AckError.internal()}));
    }

    /** This thread is about to call listeners, filters or a middleware. */
    final void beginHandling() {
        handledBy = Thread.currentThread();
    }

    final void endHandling() {
        handledBy = null;
    }

    final void onPassedFilters() {
        passedFilters = true;
    }

    /** A listener of this event is about to be called. A catch-all listener that has failed does not answer for it. */
    final void onListener() {
        if (!reachedListener) {
            reachedListener = true;
            failure = null;
        }
    }

    /** @param kind for example {@code listener of} */
    final void onListenerThrown(String kind, Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
        report(kind, thrown);
        socket().fireError(thrown);
    }

    /** A filter has thrown. If it did so behind the listeners, the answer is up to them. */
    final void onFilterThrown(Throwable thrown) {
        if (!passedFilters) {
            failure = thrown;
        }
        report("handler or filter of", thrown);
        socket().fireError(thrown);
    }

    /** Answers for a listener that has thrown, unless somebody has answered or will. */
    final void answerForListeners(ListenerFilters filters) {
        Throwable thrown = failure;
        if (thrown != null && hasAck() && !filters.answer(this)) {
            answer(thrown);
        }
    }

    /** Answers with what the client is told of an exception, unless somebody has answered. */
    final void answer(Throwable thrown) {
        beginHandling();
        AckError told = AckError.of(thrown);
        try {
            ack(told == null ? AckError.internal() : told);
        } catch (RuntimeException unwritable) {
            report("refusal of", unwritable);
            ack(AckError.internal());
        } finally {
            endHandling();
        }
    }

    /** Logs what has been thrown. What the client is to blame for is no matter for the operator. */
    final void report(String what, Throwable thrown) {
        String where = ListeningSocket.where(what, name());
        if (AckError.of(thrown) == null) {
            socket().onFailed(where, thrown);
        } else {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    () -> where + " of " + socket().id() + " refused it: "
                            + LogText.plain(String.valueOf(thrown.getMessage())));
        }
    }
}
