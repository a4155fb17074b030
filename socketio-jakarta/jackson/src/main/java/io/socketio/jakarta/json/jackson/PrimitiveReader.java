package io.socketio.jakarta.json.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads primitives and some of their wrappers more strictly than Jackson: no strings for numbers and booleans, not even "NaN", and no null for
 * primitives. A missing member is zero; Jackson's own setting, {@code FAIL_ON_NULL_FOR_PRIMITIVES}, would also reject missing members of records.
 */
final class PrimitiveReader<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;
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
    private final transient JsonDeserializer<?> standard;

    private PrimitiveReader(Class<T> type) {
        super(type);
        this.type = type;
        this.standard = NumberDeserializers.find(type, type.getName());
    }

    /** Returns a module with readers for the types whose standard readers are too lenient. */
    static SimpleModule module() {
        SimpleModule module = new SimpleModule("socketio-primitives");
        TYPES.forEach(type -> add(module, type));
        return module;
    }

    private static <P> void add(SimpleModule module, Class<P> type) {
        module.addDeserializer(type, new PrimitiveReader<>(type));
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return type != char.class && parser.hasToken(JsonToken.VALUE_STRING)
                ? (T) context.handleUnexpectedToken(type, parser)
                : (T) standard.deserialize(parser, context);
    }

    @Override
    public @Nullable T getNullValue(DeserializationContext context) throws JsonMappingException {
        return type.isPrimitive() ? context.reportInputMismatch(type, "null for a primitive") : null;
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) throws JsonMappingException {
        return standard.getAbsentValue(context);
    }
}
