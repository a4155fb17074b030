package io.socketio.jakarta.json.jackson;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads primitives and some of their wrappers more strictly than Jackson: no strings for numbers and booleans, not even "NaN", and no null for
 * primitives. A missing member is zero; Jackson's own setting, {@code FAIL_ON_NULL_FOR_PRIMITIVES}, would also reject missing members of records.
 */
final class Primitive3Reader<T> extends StdScalarDeserializer<T> {

    private static final List<Class<?>> TYPES = List.of(
            boolean.class,
            Boolean.class,
            Double.class,
            Float.class,
            char.class,
            byte.class,
            short.class,
            int.class,
            long.class,
            float.class,
            double.class);

    private final Class<T> type;
    private final ValueDeserializer<?> standard;

    private Primitive3Reader(Class<T> type) {
        super(type);
        this.type = type;
        this.standard = NumberDeserializers.find(type);
    }

    /** Returns a module with readers for the types whose standard readers are too lenient. */
    static SimpleModule module() {
        SimpleModule module = new SimpleModule("socketio-primitives");
        TYPES.forEach(type -> add(module, type));
        return module;
    }

    private static <P> void add(SimpleModule module, Class<P> type) {
        module.addDeserializer(type, new Primitive3Reader<>(type));
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser parser, DeserializationContext context) {
        return type != char.class && parser.hasToken(JsonToken.VALUE_STRING)
                ? (T) context.handleUnexpectedToken(type, parser)
                : (T) standard.deserialize(parser, context);
    }

    @Override
    public @Nullable T getNullValue(DeserializationContext context) {
        return type.isPrimitive() ? context.reportInputMismatch(type, "null for a primitive") : null;
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return standard.getAbsentValue(context);
    }
}
