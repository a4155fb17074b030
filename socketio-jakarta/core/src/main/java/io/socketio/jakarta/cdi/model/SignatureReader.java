package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.NamespaceParam;
import io.socketio.jakarta.annotation.NonBlocking;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.OnServerEvent;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.json.PayloadMismatch;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and verifies one handler of a namespace bean; reports mistakes to {@link Problems}. */
final class SignatureReader {

    /** Names that no client can send (socket.io-parser's reserved events). */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private static final Set<String> RESERVED_BETWEEN_SERVERS = Set.of("", "connect", "connection", "new_namespace");

    private static final int MOST_LIMITED_CALLS = 10_000;

    private final AnnotatedType<?> type;
    private final AnnotatedMethod<?> annotated;
    private final Method method;
    private final HandlerKind kind;
    private final NamespaceName namespace;
    private final Problems problems;

    private final List<ParameterReader> readers = new ArrayList<>();
    private final List<Type> payload = new ArrayList<>();
    private final List<ParameterReader> namespaceParameters = new ArrayList<>();
    private @Nullable Class<?> thrown;
    private boolean takesAck;

    SignatureReader(
            AnnotatedType<?> type,
            AnnotatedMethod<?> annotated,
            HandlerKind kind,
            NamespaceName namespace,
            Problems problems) {
        this.type = type;
        this.annotated = annotated;
        this.method = annotated.getJavaMember();
        this.kind = kind;
        this.namespace = namespace;
        this.problems = problems;
    }

    Signature read() {
        checkModifiers();
        String event = eventName();
        for (AnnotatedParameter<?> parameter : annotated.getParameters()) {
            readers.add(reader(parameter));
        }
        if (kind == HandlerKind.ERROR && thrown == null) {
            wrong("an @OnError method needs a parameter for the exception that it handles");
        }
        checkReturnType();
        return new Signature(
                method,
                kind,
                event,
                thrown,
                List.copyOf(readers),
                List.copyOf(payload),
                List.copyOf(namespaceParameters),
                AccessRule.of(annotated, kind, type),
                limit(),
                isNonBlocking());
    }

    private @Nullable String eventName() {
        OnEvent onEvent = annotated.getAnnotation(OnEvent.class);
        if (onEvent != null && (onEvent.value().isEmpty() || RESERVED.contains(onEvent.value()))) {
            wrong("\"" + onEvent.value() + "\" is no name of an event that a client can send");
        }
        OnServerEvent onServerEvent = annotated.getAnnotation(OnServerEvent.class);
        if (onServerEvent != null && RESERVED_BETWEEN_SERVERS.contains(onServerEvent.value())) {
            wrong("\"" + onServerEvent.value() + "\" is no name of an event that a server can send");
        }
        if (onServerEvent != null && AccessRule.isOn(annotated)) {
            wrong("events of other servers have no caller, so that access to @OnServerEvent methods cannot be"
                    + " restricted");
        }
        return onEvent != null ? onEvent.value() : onServerEvent == null ? null : onServerEvent.value();
    }

    private void wrong(String reason) {
        problems.add(type.getJavaClass(), method, reason);
    }

    private void checkModifiers() {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers) || Modifier.isFinal(modifiers)) {
            wrong("a handler must not be private, static or final, because it is called through the bean's proxy");
        }
        boolean isHidden = !Modifier.isPublic(modifiers) && !Modifier.isProtected(modifiers);
        if (isHidden
                && !method.getDeclaringClass()
                        .getPackage()
                        .equals(type.getJavaClass().getPackage())) {
            wrong("a handler that a class of another package inherits must be public or protected");
        }
    }

    private void checkReturnType() {
        if (!kind.answers() && method.getReturnType() != void.class) {
            wrong("@" + kind.annotation().getSimpleName() + " must return void, because nobody waits for an answer");
        }
        if (kind.hasArguments() && takesAck && method.getReturnType() != void.class) {
            wrong("a handler with an Ack parameter must return void: the return value would be a second"
                    + " acknowledgement");
        }
    }

    private @Nullable RateLimited limit() {
        RateLimited own = annotated.getAnnotation(RateLimited.class);
        RateLimited limit = own == null ? limitOfClass() : own;
        if (limit == null || kind != HandlerKind.EVENT) {
            if (own != null) {
                wrong("@RateLimited applies to @OnEvent methods");
            }
            return null;
        }
        if (limit.value() < 1 || limit.value() > MOST_LIMITED_CALLS || limit.perMillis() < 1) {
            wrong("@RateLimited needs 1 to " + MOST_LIMITED_CALLS + " calls in 1 or more milliseconds, but has "
                    + limit.value() + " in " + limit.perMillis());
            return null;
        }
        return limit;
    }

    private boolean isNonBlocking() {
        if (kind.mayBeNonBlocking()) {
            return annotated.isAnnotationPresent(NonBlocking.class)
                    || method.getDeclaringClass().isAnnotationPresent(NonBlocking.class)
                    || type.isAnnotationPresent(NonBlocking.class);
        }
        if (annotated.isAnnotationPresent(NonBlocking.class)) {
            wrong("@NonBlocking applies to @OnEvent, @OnAnyEvent and @OnError methods");
        }
        return false;
    }

    private @Nullable RateLimited limitOfClass() {
        RateLimited declared = method.getDeclaringClass().getAnnotation(RateLimited.class);
        return declared == null ? type.getAnnotation(RateLimited.class) : declared;
    }

    private ParameterReader reader(AnnotatedParameter<?> parameter) {
        Type wanted = parameter.getBaseType();
        if (parameter.isAnnotationPresent(Auth.class)) {
            return auth(wanted);
        }
        NamespaceParam variable = parameter.getAnnotation(NamespaceParam.class);
        if (variable != null) {
            return variable(variable.value(), wanted);
        }
        ParameterReader known = known(wanted);
        if (known != null) {
            return known;
        }
        String reason = ParameterTypes.whyNotPayload(wanted);
        if (!kind.hasArguments()) {
            wrong((reason == null ? "unknown parameter type " + wanted.getTypeName() : reason)
                    + "; arguments of events are for @OnEvent and @OnServerEvent methods");
        } else if (reason != null) {
            wrong(reason);
        }
        java.lang.reflect.Parameter java = parameter.getJavaParameter();
        payload.add(wanted);
        return new ArgumentReader(payload.size() - 1, java.isNamePresent() ? java.getName() : null, wanted);
    }

    private @Nullable ParameterReader known(Type wanted) {
        if (wanted == Ack.class) {
            if (!kind.answers()) {
                wrong("Ack is for @OnEvent, @OnServerEvent and @OnError methods");
            }
            takesAck = true;
            return call -> {
                call.takeAck();
                return new CallAck(call.event());
            };
        }
        if (wanted == Event.class) {
            if (!kind.hasEvent() && kind != HandlerKind.ERROR) {
                wrong("Event is for @OnEvent, @OnAnyEvent and @OnError methods");
            }
            boolean mayAck = method.getReturnType() == void.class;
            return call -> {
                if (mayAck) {
                    call.takeAck();
                }
                return call.event();
            };
        }
        if (wanted == DisconnectReason.class) {
            if (!kind.hasReason()) {
                wrong("DisconnectReason is for @OnDisconnecting and @OnDisconnect methods");
            }
            return Invocation::reason;
        }
        if (kind == HandlerKind.ERROR && wanted instanceof Class<?> type && Throwable.class.isAssignableFrom(type)) {
            if (thrown != null) {
                wrong("an @OnError method handles one exception, but has parameters for two");
            }
            thrown = type;
            return Invocation::error;
        }
        if (kind == HandlerKind.SERVER_EVENT && ParameterTypes.needsSocket(wanted)) {
            wrong("an event of another server comes to no socket, so there is no "
                    + ((Class<?>) wanted).getSimpleName());
        }
        return ParameterTypes.everywhere(wanted);
    }

    private ParameterReader auth(Type wanted) {
        if (kind != HandlerKind.CONNECTING) {
            wrong("@Auth is for parameters of @OnConnecting methods; keep what you need in a @SocketScoped bean");
        }
        String reason = ParameterTypes.whyNotPayload(wanted);
        if (reason != null) {
            wrong(reason);
        }
        payload.add(wanted);
        return call -> {
            try {
                return call.socket().auth(wanted);
            } catch (PayloadMismatch e) {
                throw new EventRefused(
                        String.valueOf(e.path().equals("auth") ? "auth must be " + e.expected() : e.getMessage()));
            }
        };
    }

    private ParameterReader variable(String name, Type wanted) {
        if (!namespace.variables().contains(name)) {
            wrong("@NamespaceParam(\"" + name + "\") is no variable of \"" + namespace.text() + "\"");
        }
        Function<String, Object> conversion = ParameterTypes.variable(wanted);
        if (conversion == null) {
            wrong("unknown parameter type " + wanted.getTypeName() + " for a @NamespaceParam");
            return call -> null;
        }
        ParameterReader reader = call -> {
            Map<String, String> values = call.namespaceValues();
            try {
                return conversion.apply(values.getOrDefault(name, ""));
            } catch (IllegalArgumentException e) {
                throw new EventRefused("Invalid namespace");
            }
        };
        namespaceParameters.add(reader);
        return reader;
    }
}
