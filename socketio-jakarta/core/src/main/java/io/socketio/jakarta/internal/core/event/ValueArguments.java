package io.socketio.jakarta.internal.core.event;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.json.PayloadException;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of events that the server itself fires: Java objects without conversion. */
public final class ValueArguments implements Arguments {

    private final List<Object> values;

    public ValueArguments(Object... values) {
        this.values = List.of(values);
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public @Nullable Object arg(int index) {
        return index < values.size() ? values.get(index) : null;
    }

    @Override
    public @Nullable Object arg(int index, Type type) {
        Object value = arg(index);
        if (value == null || type instanceof Class<?> wanted && wanted.isInstance(value)) {
            return value;
        }
        if (type == String.class) {
            return value.toString();
        }
        throw new PayloadException(
                "argument " + index + " must be a " + type.getTypeName() + ", was a "
                        + value.getClass().getName(),
                null);
    }

    @Override
    public <T> @Nullable T arg(int index, Class<T> type) {
        return type.cast(arg(index, (Type) type));
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public List<@Nullable Object> toList() {
        return (List) values;
    }
}
