package io.socketio.jakarta.json.jsonb;

import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.serializer.JsonbDeserializer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types that an application reads with its own adapters and deserializers. */
final class HandledTypes {

    private static final Map<Class<?>, Class<?>> PRIMITIVES = new HashMap<>();

    static {
        PRIMITIVES.put(Byte.class, byte.class);
        PRIMITIVES.put(Short.class, short.class);
        PRIMITIVES.put(Integer.class, int.class);
        PRIMITIVES.put(Long.class, long.class);
        PRIMITIVES.put(Float.class, float.class);
        PRIMITIVES.put(Double.class, double.class);
        PRIMITIVES.put(Character.class, char.class);
        PRIMITIVES.put(Boolean.class, boolean.class);
    }

    private HandledTypes() {}

    /**
     * Returns the types that adapters and deserializers handle.
     *
     * @param settings of a {@link JsonbConfig}; an adapter or deserializer that hides its type, as a lambda does, counts as handling every type
     */
    static Set<Class<?>> of(Map<String, Object> settings) {
        Set<Class<?>> handled = new HashSet<>();
        collect(settings.get(JsonbConfig.ADAPTERS), JsonbAdapter.class, handled);
        collect(settings.get(JsonbConfig.DESERIALIZERS), JsonbDeserializer.class, handled);
        return Set.copyOf(handled);
    }

    private static void collect(@Nullable Object handlers, Class<?> contract, Set<Class<?>> handled) {
        if (handlers instanceof Object[] all) {
            for (Object handler : all) {
                Class<?> type =
                        TypeUse.of(handler.getClass()).argument(contract, 0).raw();
                handled.add(type);
                Class<?> primitive = PRIMITIVES.get(type);
                if (primitive != null) {
                    handled.add(primitive);
                }
            }
        }
    }
}
