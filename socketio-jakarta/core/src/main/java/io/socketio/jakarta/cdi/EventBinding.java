package io.socketio.jakarta.cdi;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventListener;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Listens to one event on behalf of one handler, and answers with what it returns or throws. Shared by all sockets of the namespace. */
final class EventBinding implements EventListener {

    private static final System.Logger LOG = System.getLogger("io.socketio.jakarta.cdi");
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final NamespaceBinding namespace;
    private final NamespaceBean bean;
    private final Handler handler;
    private final String name;
    private final boolean answersNothing;
    private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - MINUTE_NANOS);

    EventBinding(NamespaceBinding namespace, NamespaceBean bean, Handler handler) {
        this.namespace = namespace;
        this.bean = bean;
        this.handler = handler;
        this.name = String.valueOf(handler.signature().event());
        this.answersNothing = handler.signature().answersNothing();
    }

    String name() {
        return name;
    }

    @Override
    public void onEvent(Event event) throws Exception {
        SocketState state = namespace.state(event.socket());
        Call call = Call.ofEvent(state, event, namespace.filters(), this::callHandler);
        namespace.calls().run(call, state.requests(), () -> {
            Object result;
            try {
                result = call.proceed();
            } catch (Throwable thrown) {
                tell(event, thrown);
                return;
            }
            answerOrTell(call, event, result);
        });
    }

    /** What cannot be written is our fault, and the client is not left without an answer. */
    private void answerOrTell(Call call, Event event, @Nullable Object result) {
        try {
            answer(call, event, result);
        } catch (RuntimeException unwritable) {
            event.ack(CallErrors.INTERNAL.toPayload());
            throw unwritable;
        }
    }

    private @Nullable Object callHandler(Call call) throws Exception {
        return bean.call(handler, call);
    }

    private void answer(Call call, Event event, @Nullable Object result) {
        if (result instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, thrown) -> onCompleted(call, event, value, thrown));
        } else if (result instanceof AckError error) {
            event.ack(error.toPayload());
        } else if (result != null || !answersNothing && !call.isAckTaken()) {
            event.ack(result);
        } else if (!call.isAckTaken()) {
            event.ack();
        }
    }

    /** On the thread that completed the stage, and in a request scope of its own. */
    private void onCompleted(Call call, Event event, @Nullable Object value, @Nullable Throwable thrown) {
        try {
            if (thrown == null) {
                answer(call, event, value);
                return;
            }
            Throwable cause = CallErrors.unwrapped(thrown);
            namespace.calls().run(call, namespace.calls().newController(), () -> {
                Object result;
                try {
                    result = bean.onThrown(call, cause);
                } catch (Throwable another) {
                    tell(event, another);
                    return;
                }
                answer(call, event, result);
            });
        } catch (Throwable late) {
            event.ack(CallErrors.INTERNAL.toPayload());
            warn(late);
        }
    }

    /** Tells the client what went wrong; what was not its fault goes on to the log. */
    private void tell(Event event, Throwable thrown) {
        AckError told = CallErrors.told(thrown);
        event.ack((told == null ? CallErrors.INTERNAL : told).toPayload());
        if (told == null) {
            throw CallErrors.<RuntimeException>sneaky(thrown);
        }
        LOG.log(Level.DEBUG, () -> "\"" + name + "\" of " + event.socket().id() + " was refused: " + told.message());
    }

    private void warn(Throwable thrown) {
        long now = System.nanoTime();
        long last = lastWarning.get();
        if (now - last >= MINUTE_NANOS && lastWarning.compareAndSet(last, now)) {
            LOG.log(Level.WARNING, "SIO-0402 the asynchronous handler of \"" + name + "\" failed", thrown);
        } else {
            LOG.log(Level.DEBUG, "the asynchronous handler of \"" + name + "\" failed", thrown);
        }
    }
}
