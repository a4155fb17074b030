package io.socketio.jakarta.json.jsonb;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.json.PayloadMismatch;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.spi.JsonbProvider;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The codec on Jakarta JSON Binding 3.0. A {@code byte[]} anywhere in a bean, record or generic collection is sent as an attachment; {@code Object}
 * in them is read as the natural Java value; {@link JsonValue} is read and written unchanged. {@link java.time.Instant} and {@link java.util.Date}
 * are written like JavaScript's {@code toISOString}, unless the configuration has a date format; {@code @JsonbDateFormat} on them has no effect,
 * {@code @JsonbTypeSerializer} has.
 *
 * <p>JSON is checked against the type before it is bound, because implementations truncate values that do not fit: 1.5 becomes 1 in an {@code int}.
 * The check leaves to JSON-B the values that adapters, deserializers and formats of the application read. Yasson 3.0 imposes a limit: records must be
 * public and have one constructor.
 *
 * <p>Thread-safe. Keeps a few {@code Jsonb} instances, because each holds the attachments of one call; {@link #close} releases them.
 */
public final class JsonbPayloadCodec implements PayloadCodec, AutoCloseable {

    private final JsonProvider json;
    private final BindingPool bindings;
    private final Shapes shapes;
    private final String implementation;

    /** Creates a codec with JSON-B's default configuration. */
    public JsonbPayloadCodec() {
        this(new JsonbConfig());
    }

    /**
     * Creates a codec with a configuration.
     *
     * @param config the configuration of the application; its own serializers, deserializers and adapters take precedence, even for {@code byte[]}.
     *     Not changed and not kept.
     */
    public JsonbPayloadCodec(JsonbConfig config) {
        this(config, JsonbProvider.provider(), JsonProvider.provider());
    }

    /** Creates a codec with the given providers instead of those that the thread's context class loader finds. */
    public JsonbPayloadCodec(JsonbConfig config, JsonbProvider jsonb, JsonProvider json) {
        this.json = Objects.requireNonNull(json);
        this.implementation = jsonb.getClass().getName();
        Map<String, Object> settings = Map.copyOf(config.getAsMap());
        this.shapes = new Shapes(settings);
        // Hardly more threads than this use the codec at the same time, because it never waits.
        int maxIdle = 2 * Runtime.getRuntime().availableProcessors();
        this.bindings = new BindingPool(() -> new JsonbBinding(settings, jsonb, json), maxIdle);
    }

    @Override
    public void write(Object value, StringBuilder out, BinarySink binary) {
        if (value instanceof JsonValue raw) {
            out.append(raw);
            return;
        }
        JsonbBinding binding = bindings.take();
        try {
            out.append(binding.write(value, binary));
        } catch (RuntimeException e) {
            bindings.giveBack(binding);
            throw BindingFailure.onWrite(value, e);
        } catch (StackOverflowError e) {
            // Do not reuse the binding: the error may have interrupted it anywhere.
            throw new PayloadException(
                    "cannot write " + value.getClass().getTypeName() + ": it nests too deep; does it contain itself?",
                    null);
        }
        bindings.giveBack(binding);
    }

    @Override
    public @Nullable Object read(String text, Type type, List<byte[]> attachments) {
        try {
            if (type instanceof Class<?> target && isReadAsTree(target)) {
                return tree(text, target, attachments);
            }
            shapes.check(text, type);
            return bound(text, type, attachments);
        } catch (PayloadException e) {
            throw e;
        } catch (RuntimeException e) {
            throw misfit(text, type, e);
        } catch (StackOverflowError e) {
            throw new PayloadException("JSON does not fit " + type.getTypeName() + ": it nests too deep", null);
        }
    }

    private @Nullable Object bound(String text, Type type, List<byte[]> attachments) {
        JsonbBinding binding = bindings.take();
        Object value;
        try {
            value = binding.read(text, type, attachments);
        } catch (RuntimeException e) {
            bindings.giveBack(binding);
            throw e;
        }
        bindings.giveBack(binding);
        return value;
    }

    /** Finds the value that JSON-B could not bind, by binding the values that the check leaves to JSON-B, for example dates, one by one. */
    private PayloadException misfit(String text, Type type, RuntimeException cause) {
        try {
            shapes.find(text, type, this::isBound, cause);
        } catch (PayloadMismatch found) {
            return found;
        }
        return BindingFailure.onRead(type, cause);
    }

    private boolean isBound(String text, Class<?> type) {
        try {
            bound(text, type, List.of());
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        bindings.close();
    }

    @Override
    public String toString() {
        return "JSON-B (" + implementation + ")";
    }

    private static boolean isReadAsTree(Class<?> target) {
        return target == Object.class
                || target == byte[].class
                || target == Map.class
                || target == List.class
                || target == Collection.class
                || JsonValue.class.isAssignableFrom(target);
    }

    private @Nullable Object tree(String text, Class<?> target, List<byte[]> attachments) {
        JsonValue value;
        try (JsonReader reader = json.createReader(new StringReader(text))) {
            value = reader.readValue();
        }
        if (target == byte[].class) {
            return JsonTrees.binary(value, attachments);
        }
        Object result = JsonValue.class.isAssignableFrom(target) ? value : JsonTrees.natural(value, attachments);
        if (result != null && !target.isInstance(result)) {
            throw new JsonException("found " + value.getValueType());
        }
        return result;
    }
}
