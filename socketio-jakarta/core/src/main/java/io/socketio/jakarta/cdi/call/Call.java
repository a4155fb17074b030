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

    /** The same event for somebody beside its handler, whose acknowledgement is none of their business. */
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

    /** Calls the next filter, or the target after the last. A filter that calls it again repeats what comes behind it. */
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

    /** Whether all filters have let the call through. */
    boolean hasReachedTarget() {
        return reachedTarget;
    }

    /** The interceptors have let a connecting handler be called. */
    public void admit() {
        admitted = true;
    }

    /** Whether {@link #admit} has been called since the last time that this was asked. */
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

    /** From now on an error handler decides about the acknowledgement. */
    public void error(Throwable thrown) {
        error = thrown;
        ackTaken = false;
    }

    /** Somebody beside the handler has failed, which is no matter for the handler and its answer. */
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

    /** What stands behind the filters. */
    @FunctionalInterface
    interface Target {
        @Nullable
        Object call(Call call) throws Exception;
    }
}
