package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.cdi.scope.ForeignScopeException;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Handles one event: calls the filters, then the watchers, the handler and the listeners. Acknowledges with what the handler, or a filter instead of
 * it, returns or throws. Shared by all sockets of the namespace.
 */
final class EventBinding {

    private static final System.Logger LOG = Loggers.CDI;
    private static final EventWatcher[] NO_WATCHERS = {};

    private final CallScope callScope;
    /** Both are null when no bean handles the event. */
    private final @Nullable NamespaceBean bean;

    private final @Nullable Handler handler;
    /** Watchers of this event; they run first. */
    private final EventWatcher[] observers;
    /** Watchers of all events. */
    private final EventWatcher[] anyEvent;

    private final boolean answersNothing;
    private final boolean isNonBlocking;
    private final RateLimitedLog operatorLog = new RateLimitedLog(System::nanoTime);

    EventBinding(
            CallScope callScope,
            @Nullable NamespaceBean bean,
            @Nullable Handler handler,
            List<EventWatcher> observers,
            List<EventWatcher> anyEvent) {
        this.callScope = callScope;
        this.bean = bean;
        this.handler = handler;
        this.observers = observers.toArray(NO_WATCHERS);
        this.anyEvent = anyEvent.toArray(NO_WATCHERS);
        this.answersNothing = handler == null || handler.signature().answersNothing();
        this.isNonBlocking = (bean == null || handler == null || bean.isNonBlocking(handler))
                && observers.stream().allMatch(EventWatcher::isNonBlocking)
                && anyEvent.stream().allMatch(EventWatcher::isNonBlocking);
    }

    /** Returns whether the handler and the watchers are declared non-blocking. */
    boolean isNonBlocking() {
        return isNonBlocking;
    }

    /** Returns whether a bean handles the event. */
    boolean hasHandler() {
        return handler != null;
    }

    /**
     * Handles an event.
     *
     * @param listeners calls the listeners that the application has added itself
     */
    void onEvent(SocketState state, Event event, Runnable listeners) throws Exception {
        Call call = Call.ofEvent(state, event, state.binding().filters(), each -> callAll(each, listeners));
        Throwable failure = null;
        try {
            callScope.run(call, state.requests(), () -> handle(call, event));
        } catch (ForeignScopeException refused) {
            event.ack(AckError.internal());
            failure = refused;
        } catch (Throwable thrown) {
            failure = thrown;
        }
        failure = CallErrors.joined(failure, call.failureBeside());
        if (failure != null) {
            throw CallErrors.<RuntimeException>sneaky(failure);
        }
    }

    private void handle(Call call, Event event) {
        Object result;
        try {
            result = call.proceed();
        } catch (Throwable thrown) {
            tell(event, thrown);
            return;
        }
        answerOrTell(call, event, result);
    }

    private @Nullable Object callAll(Call call, Runnable listeners) {
        try {
            return bean == null || handler == null ? watched(call) : handled(call, bean, handler);
        } finally {
            listeners.run();
        }
    }

    private @Nullable Object watched(Call call) {
        watch(observers, call);
        watch(anyEvent, call);
        return null;
    }

    /** Calls the watchers and the handler. Observers receive only events for which the handler is called, not those that it refuses before. */
    private @Nullable Object handled(Call call, NamespaceBean bean, Handler handler) {
        @Nullable Object[] arguments;
        try {
            arguments = handler.prepare(call);
        } catch (Throwable refused) {
            watch(anyEvent, call);
            return bean.onThrown(call, refused);
        }
        watched(call);
        try {
            return handler.invoke(arguments);
        } catch (Throwable thrown) {
            return bean.onThrown(call, thrown);
        }
    }

    private static void watch(EventWatcher[] watchers, Call call) {
        for (EventWatcher watcher : watchers) {
            watch(watcher, call);
        }
    }

    private static void watch(EventWatcher watcher, Call call) {
        try {
            watcher.onEvent(call);
        } catch (Throwable thrown) {
            if (CallErrors.told(thrown) == null) {
                call.failBeside(thrown);
            } else {
                LOG.log(
                        Level.DEBUG,
                        () -> "who watches an event of " + call.socket().id() + " refused it: "
                                + LogText.plain(String.valueOf(thrown)));
            }
        }
    }

    /** Acknowledges with the result. If it cannot be written, that is the server's fault: the client receives an internal error. */
    private void answerOrTell(Call call, Event event, @Nullable Object result) {
        try {
            answer(call, event, result);
        } catch (Throwable unwritable) {
            event.ack(AckError.internal());
            throw unwritable;
        }
    }

    private void answer(Call call, Event event, @Nullable Object result) {
        if (result instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, thrown) -> onCompleted(call, event, value, thrown));
        } else if (result != null || !answersNothing && !call.isAckTaken()) {
            event.ack(result);
        } else if (!call.isAckTaken() && (handler != null || !call.hasReachedTarget())) {
            event.ack();
        }
    }

    /** Runs on the thread that completed the stage. A failure returns to the socket's mailbox, because the bean's error handlers run there. */
    private void onCompleted(Call call, Event event, @Nullable Object value, @Nullable Throwable thrown) {
        if (thrown != null) {
            Throwable cause = CallErrors.unwrapped(thrown);
            event.socket().execute(() -> onFailed(call, event, cause));
            return;
        }
        try {
            answer(call, event, value);
        } catch (Throwable late) {
            warn(event, late);
            event.ack(AckError.internal());
            if (late instanceof Error error) {
                event.socket().execute(() -> {
                    throw error;
                });
            }
        }
    }

    private void onFailed(Call call, Event event, Throwable thrown) {
        try {
            callScope.run(call, call.state().requests(), () -> {
                Object result;
                try {
                    result = onThrown(call, thrown);
                } catch (Throwable another) {
                    tell(event, another);
                    return;
                }
                answerOrTell(call, event, result);
            });
        } catch (ForeignScopeException refused) {
            event.ack(AckError.internal());
        } catch (Exception e) {
            warn(event, e);
        }
    }

    private @Nullable Object onThrown(Call call, Throwable thrown) {
        if (bean == null || call.error() != null) {
            // An error handler has already run, and its acknowledgement has failed as well.
            throw CallErrors.<RuntimeException>sneaky(thrown);
        }
        return bean.onThrown(call, thrown);
    }

    /** Sends the error to the client; rethrows it for the log if the client did not cause it. */
    private static void tell(Event event, Throwable thrown) {
        AckError told = CallErrors.told(thrown);
        if (told == null) {
            event.ack(AckError.internal());
            throw CallErrors.<RuntimeException>sneaky(thrown);
        }
        try {
            event.ack(told);
        } catch (Throwable unwritable) {
            event.ack(AckError.internal());
            throw unwritable;
        }
        LOG.log(
                Level.DEBUG,
                () -> LogText.quoted(event.name()) + " of " + event.socket() + " was refused: "
                        + LogText.plain(told.message()));
    }

    private void warn(Event event, Throwable thrown) {
        operatorLog.warn(
                LOG,
                "SIO-0402",
                "",
                "the asynchronous handler of " + LogText.quoted(event.name()) + " has failed",
                thrown);
    }
}
