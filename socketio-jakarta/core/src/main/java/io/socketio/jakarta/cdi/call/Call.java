package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.cdi.model.Invocation;
import io.socketio.jakarta.filter.SocketIoFilter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call on its way through the filters to its target. Used by one thread at a time. */
public final class Call implements Invocation, SocketIoFilter.Rest {

    static final SocketIoFilter[] NO_FILTERS = {};

    private final Phase phase;
    private final SocketState state;
    private final @Nullable Event event;
    private final @Nullable DisconnectReason reason;
    private final SocketIoFilter[] filters;
    private final Target target;

    private int nextFilter;
    private boolean reachedTarget;
    private boolean admitted;
    private boolean ackTaken;
    private @Nullable Throwable error;
    private @Nullable Throwable failureBeside;

    private Call(
            Phase phase,
            SocketState state,
            @Nullable Event event,
            @Nullable DisconnectReason reason,
            SocketIoFilter[] filters,
            Target target) {
        this.phase = phase;
        this.state = state;
        this.event = event;
        this.reason = reason;
        this.filters = filters;
        this.target = target;
    }

    /** Returns a separate call of the same event for a watcher, which cannot affect the acknowledgement of the handler. */
    Call beside() {
        return new Call(phase, state, event, reason, NO_FILTERS, target);
    }

    static Call of(Phase phase, SocketState state, SocketIoFilter[] filters, Target target) {
        return new Call(phase, state, null, null, filters, target);
    }

    static Call ofEvent(SocketState state, Event event, SocketIoFilter[] filters, Target target) {
        return new Call(Phase.EVENT, state, event, null, filters, target);
    }

    static Call ofEnd(
            Phase phase, SocketState state, DisconnectReason reason, SocketIoFilter[] filters, Target target) {
        return new Call(phase, state, null, reason, filters, target);
    }

    /** Calls the next filter, or the target after the last filter. A filter that calls this again repeats the rest of the chain. */
    @Override
    public @Nullable Object proceed() throws Exception {
        int index = nextFilter;
        if (index == filters.length) {
            reachedTarget = true;
            return target.call(this);
        }
        nextFilter = index + 1;
        try {
            return filters[index].filter(this, this);
        } finally {
            nextFilter = index;
        }
    }

    /** Returns whether all filters have let the call through. */
    boolean hasReachedTarget() {
        return reachedTarget;
    }

    /** Records that the interceptors have let the call through to a connecting handler. */
    public void admit() {
        admitted = true;
    }

    /** Returns whether {@link #admit} has been called since the last call of this method, and resets that. */
    boolean takeAdmission() {
        boolean was = admitted;
        admitted = false;
        return was;
    }

    @Override
    public Map<String, String> namespaceValues() {
        return state.namespaceValues();
    }

    public SocketState state() {
        return state;
    }

    @Override
    public void takeAck() {
        ackTaken = true;
    }

    boolean isAckTaken() {
        return ackTaken;
    }

    @Override
    public @Nullable Throwable error() {
        return error;
    }

    /** Records the exception for an error handler, which from now on decides about the acknowledgement. */
    public void error(Throwable thrown) {
        error = thrown;
        ackTaken = false;
    }

    /** Records the failure of a watcher; it affects neither the handler nor the acknowledgement. */
    void failBeside(Throwable thrown) {
        failureBeside = CallErrors.joined(failureBeside, thrown);
    }

    @Nullable
    Throwable failureBeside() {
        return failureBeside;
    }

    @Override
    public Phase phase() {
        return phase;
    }

    @Override
    public Socket socket() {
        return state.socket();
    }

    @Override
    public @Nullable Event event() {
        return event;
    }

    @Override
    public @Nullable DisconnectReason reason() {
        return reason;
    }

    /** The end of the filter chain. */
    @FunctionalInterface
    interface Target {
        @Nullable
        Object call(Call call) throws Exception;
    }
}
