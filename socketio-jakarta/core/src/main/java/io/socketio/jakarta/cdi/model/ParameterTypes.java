package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.Client;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.filter.Exchange;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.security.Principal;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps the types of parameters to their values. */
final class ParameterTypes {

    /** Types of parameters that every handler can have. */
    private static final Map<Class<?>, ParameterReader> EVERYWHERE = Map.of(
            Socket.class, Invocation::socket,
            Namespace.class, Invocation::namespace,
            SocketIoServer.class, call -> call.namespace().server(),
            Client.class, call -> call.socket().client(),
            Handshake.class, call -> call.socket().handshake(),
            Principal.class, call -> call.socket().handshake().principal(),
            Exchange.class, call -> call);

    private ParameterTypes() {}

    /** Returns whether a parameter of this type is taken from the socket. */
    static boolean needsSocket(Type type) {
        return type != Namespace.class && type != SocketIoServer.class && everywhere(type) != null;
    }

    static @Nullable ParameterReader everywhere(Type type) {
        return type instanceof Class<?> known ? EVERYWHERE.get(known) : null;
    }

    /** Returns the reason why a client can never send this type; null if it can. */
    static @Nullable String whyNotPayload(Type type) {
        if (type instanceof Class<?> known) {
            return whyNotPayload(known);
        }
        if (type instanceof ParameterizedType generic) {
            String reason = whyNotPayload(generic.getRawType());
            for (Type argument : generic.getActualTypeArguments()) {
                reason = reason == null ? whyNotPayload(argument) : reason;
            }
            return reason;
        }
        if (type instanceof GenericArrayType array) {
            return whyNotPayload(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return whyNotPayload(wildcard.getUpperBounds()[0]);
        }
        return "'" + type.getTypeName() + "' is no concrete type";
    }

    private static @Nullable String whyNotPayload(Class<?> type) {
        if (type.isArray()) {
            return whyNotPayload(type.getComponentType());
        }
        return UnsendableTypes.reason(type);
    }

    /** Returns the conversion of a template variable to this type; null if there is none. */
    static @Nullable Function<String, Object> variable(Type type) {
        if (type == String.class) {
            return value -> value;
        }
        if (type == int.class || type == Integer.class) {
            return Integer::valueOf;
        }
        if (type == long.class || type == Long.class) {
            return Long::valueOf;
        }
        if (type == boolean.class || type == Boolean.class) {
            return ParameterTypes::truth;
        }
        if (type == UUID.class) {
            return UUID::fromString;
        }
        if (type instanceof Class<?> known && known.isEnum()) {
            return value -> Arrays.stream(known.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such constant"));
        }
        return null;
    }

    /** Parses a boolean strictly; {@link Boolean#valueOf(String)} returns false for everything but true. */
    private static Object truth(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }
}
