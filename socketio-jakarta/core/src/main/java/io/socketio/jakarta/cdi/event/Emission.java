package io.socketio.jakarta.cdi.event;

import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.EmitOn;
import jakarta.enterprise.event.TransactionPhase;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Emits CDI events of one type as their {@link EmitOn} declares. */
public final class Emission {

    private static final Pattern PROPERTY = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Function<String, List<Namespace>> namespaces;
    private final EmitOn target;

    /** Literal texts and property accessors in turn, beginning with a text. */
    private final List<Object> room;

    private Emission(Function<String, List<Namespace>> namespaces, EmitOn target, List<Object> room) {
        this.namespaces = namespaces;
        this.target = target;
        this.room = room;
    }

    /**
     * Creates an emission.
     *
     * @param namespaces finds the namespaces of a name, as written in {@link EmitOn}, on each server that receives the event; empty before a server
     *     has started
     * @throws IllegalArgumentException if the type does not have a property that the room names; the message names it
     */
    public static Emission of(Function<String, List<Namespace>> namespaces, EmitOn target, Class<?> type) {
        List<Object> room = new ArrayList<>();
        Matcher matcher = PROPERTY.matcher(target.room());
        int end = 0;
        while (matcher.find()) {
            room.add(target.room().substring(end, matcher.start()));
            room.add(accessor(type, matcher.group(1)));
            end = matcher.end();
        }
        room.add(target.room().substring(end));
        return new Emission(namespaces, target, List.copyOf(room));
    }

    public TransactionPhase during() {
        return target.during();
    }

    private static MethodHandle accessor(Class<?> type, String property) {
        String suffix = Character.toUpperCase(property.charAt(0)) + property.substring(1);
        for (Method method : type.getMethods()) {
            boolean isAccessor = method.getParameterCount() == 0
                    && method.getReturnType() != void.class
                    && (method.getName().equals(property)
                            || method.getName().equals("get" + suffix)
                            || method.getName().equals("is" + suffix) && method.getReturnType() == boolean.class);
            if (isAccessor) {
                try {
                    method.setAccessible(true);
                    return MethodHandles.lookup()
                            .unreflect(method)
                            .asType(MethodType.methodType(Object.class, Object.class));
                } catch (IllegalAccessException e) {
                    throw new IllegalArgumentException(method + " cannot be called", e);
                }
            }
        }
        throw new IllegalArgumentException(
                "@EmitOn: the room \"{" + property + "}\" is no property of " + type.getName());
    }

    /** Emits an event. Does nothing before the server has started, because no client is connected then. */
    public void emit(Object event) throws Exception {
        for (Namespace namespace : namespaces.apply(target.namespace())) {
            BroadcastOperator recipients = target.room().isEmpty() ? namespace : namespace.to(roomOf(event));
            recipients.emit(target.event(), event);
        }
    }

    private String roomOf(Object event) throws Exception {
        StringBuilder name = new StringBuilder();
        for (Object part : room) {
            name.append(part instanceof MethodHandle accessor ? valueOf(accessor, event) : part);
        }
        return name.toString();
    }

    private static Object valueOf(MethodHandle accessor, Object event) throws Exception {
        try {
            return (Object) accessor.invokeExact(event);
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
