package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.cdi.model.AccessRule;
import io.socketio.jakarta.cdi.model.HandlerKind;
import io.socketio.jakarta.cdi.model.ParameterReader;
import io.socketio.jakarta.filter.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A namespace bean that can be called: its handlers by kind. An exception of a handler goes to the bean's own error handlers first. */
public final class NamespaceBean {

    private final AccessRule access;
    private final @Nullable Handler connecting;
    private final @Nullable Handler connect;
    private final @Nullable Handler recovered;
    private final @Nullable Handler anyEvent;
    private final @Nullable Handler disconnecting;
    private final @Nullable Handler disconnect;
    private final List<ParameterReader> namespaceParameters;
    private final List<Handler> events = new ArrayList<>();
    private final List<Handler> serverEvents = new ArrayList<>();
    private final List<Handler> errors = new ArrayList<>();

    /**
     * Creates the bean from its handlers.
     *
     * @param access the rule for connecting if there is no connecting handler
     */
    public NamespaceBean(AccessRule access, List<Handler> handlers) {
        this.access = access;
        for (Handler handler : handlers) {
            switch (handler.signature().kind()) {
                case EVENT -> events.add(handler);
                case SERVER_EVENT -> serverEvents.add(handler);
                case ERROR -> errors.add(handler);
                default -> {}
            }
        }
        namespaceParameters = handlers.stream()
                .flatMap(handler -> handler.signature().namespaceParameters().stream())
                .toList();
        connecting = one(handlers, HandlerKind.CONNECTING);
        connect = one(handlers, HandlerKind.CONNECT);
        recovered = one(handlers, HandlerKind.RECOVERED);
        anyEvent = one(handlers, HandlerKind.ANY_EVENT);
        disconnecting = one(handlers, HandlerKind.DISCONNECTING);
        disconnect = one(handlers, HandlerKind.DISCONNECT);
    }

    private static @Nullable Handler one(List<Handler> handlers, HandlerKind kind) {
        return handlers.stream()
                .filter(handler -> handler.signature().kind() == kind)
                .findFirst()
                .orElse(null);
    }

    List<Handler> events() {
        return events;
    }

    List<Handler> serverEvents() {
        return serverEvents;
    }

    @Nullable
    Handler anyEvent() {
        return anyEvent;
    }

    /** Returns whether this handler of the bean, and whatever handles its exceptions, are declared non-blocking. */
    boolean isNonBlocking(Handler handler) {
        return handler.signature().isNonBlocking()
                && errors.stream().allMatch(error -> error.signature().isNonBlocking());
    }

    /** Refuses a client if the name of the namespace does not fit a {@code @NamespaceParam}, whichever handler has it. */
    void checkNamespace(Call call) {
        for (ParameterReader parameter : namespaceParameters) {
            parameter.read(call);
        }
    }

    /** Decides whether a client can join; throws if it is refused. */
    void onConnecting(Call call) throws Exception {
        if (connecting == null) {
            access.check(call.socket().handshake());
        } else {
            call(connecting, call);
            if (!call.takeAdmission()) {
                throw new ConnectRefused("refused");
            }
        }
    }

    /** Checks the roles of a client that joins without having its connecting handler called, because it has recovered. */
    void onRecovering(Call call) {
        AccessRule rule = connecting == null ? access : connecting.signature().access();
        rule.check(call.socket().handshake());
    }

    void onConnect(Call call) throws Exception {
        callIfThere(recovered != null && call.socket().isRecovered() ? recovered : connect, call);
    }

    void onDisconnecting(Call call) throws Exception {
        callIfThere(disconnecting, call);
    }

    void onDisconnect(Call call) throws Exception {
        callIfThere(disconnect, call);
    }

    private void callIfThere(@Nullable Handler handler, Call call) throws Exception {
        if (handler != null) {
            call(handler, call);
        }
    }

    /**
     * Calls a handler of this bean.
     *
     * @return the acknowledgement
     */
    @Nullable
    Object call(Handler handler, Call call) throws Exception {
        try {
            return handler.call(call);
        } catch (Throwable thrown) {
            return onThrown(call, thrown);
        }
    }

    /**
     * Calls the error handler for an exception; rethrows the exception if there is none.
     *
     * @return the result of the error handler
     */
    @Nullable
    Object onThrown(Call call, Throwable thrown) {
        Handler handler = mostSpecific(thrown);
        if (handler == null || isAnswer(call, thrown, handler)) {
            throw CallErrors.<RuntimeException>sneaky(thrown);
        }
        call.error(thrown);
        Object result;
        try {
            result = handler.invoke(handler.bind(call));
        } catch (Throwable another) {
            throw CallErrors.<RuntimeException>sneaky(another);
        }
        if (call.phase() == Exchange.Phase.CONNECTING) {
            throw CallErrors.<RuntimeException>sneaky(
                    result instanceof AckError told ? CallErrors.refusal(told) : thrown);
        }
        if (thrown instanceof Error) {
            // It has been told, and ends the connection all the same.
            throw CallErrors.<RuntimeException>sneaky(thrown);
        }
        boolean isSilent = handler.signature().isVoid() && !call.isAckTaken();
        return isSilent ? Handler.toldByDefault(thrown) : result;
    }

    /** Returns whether the exception is already the response to the client. A handler of a more general exception type does not receive it. */
    private static boolean isAnswer(Call call, Throwable thrown, Handler handler) {
        Class<?> wanted = handler.signature().thrown();
        return thrown instanceof ConnectRefused && call.phase() == Exchange.Phase.CONNECTING
                || thrown instanceof EventRefused
                        && !EventRefused.class.isAssignableFrom(Objects.requireNonNull(wanted));
    }

    private @Nullable Handler mostSpecific(Throwable thrown) {
        Handler best = null;
        Class<?> bestType = null;
        for (Handler handler : errors) {
            Class<?> type = handler.signature().thrown();
            if (type != null && type.isInstance(thrown) && (bestType == null || bestType.isAssignableFrom(type))) {
                best = handler;
                bestType = type;
            }
        }
        return best;
    }
}
