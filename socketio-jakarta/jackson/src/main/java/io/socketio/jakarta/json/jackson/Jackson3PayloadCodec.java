package io.socketio.jakarta.json.jackson;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The codec on Jackson 3. A {@code byte[]} anywhere in a bean, record or collection is sent as an attachment; {@code Object} in them is read as the
 * natural Java value. Numbers that do not fit are rejected, regardless of the configuration of the mapper.
 *
 * <p>Thread-safe.
 */
public final class Jackson3PayloadCodec implements PayloadCodec {

    private final ObjectReader reader;
    private final ObjectWriter writer;

    /** Creates a codec with a mapper that ignores unknown members, writes dates like JavaScript's {@code toISOString}, and has no modules. */
    public Jackson3PayloadCodec() {
        this(mapper(List.of()));
    }

    /**
     * Creates a codec with the application's own mapper.
     *
     * @param mapper neither changed nor kept: this codec uses a copy, configures it to reject numbers that do not fit, and adds support for binary
     */
    public Jackson3PayloadCodec(JsonMapper mapper) {
        JsonMapper own = mapper.rebuild()
                .addModule(new Payload3Module())
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .build();
        this.reader = own.reader();
        this.writer = own.writer();
    }

    static Jackson3PayloadCodec withModules(List<JacksonModule> modules) {
        return new Jackson3PayloadCodec(mapper(modules));
    }

    private static JsonMapper mapper(List<JacksonModule> modules) {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModules(modules)
                .addModule(Payload3Module.dates())
                .addModule(Primitive3Reader.module())
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Enum,
                        constant -> constant.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
                .withCoercionConfig(
                        Character.class, letter -> letter.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
                .withCoercionConfig(
                        char.class, letter -> letter.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail));
        return builder.build();
    }

    @Override
    public void write(Object value, StringBuilder out, BinarySink binary) {
        try {
            out.append(writer.withAttribute(PayloadValues.BINARY, binary).writeValueAsString(value));
        } catch (RuntimeException e) {
            throw BindingFailure.onWrite(value, e);
        } catch (StackOverflowError e) {
            throw new PayloadException(
                    "cannot write " + value.getClass().getTypeName() + ": it nests too deep; does it contain itself?",
                    null);
        }
    }

    @Override
    public @Nullable Object read(String json, Type type, List<byte[]> attachments) {
        ObjectReader target = reader.forType(reader.getTypeFactory().constructType(type))
                .withAttribute(PayloadValues.BINARY, attachments);
        try (JsonParser parser = new Strict3Parser(target.createParser(json))) {
            return bound(parser, target, type);
        } catch (StackOverflowError e) {
            throw new PayloadException("JSON does not fit " + type.getTypeName() + ": it nests too deep", null);
        }
    }

    /** Binds a value. Failures are handled while the parser is open, because it knows their position. */
    private static @Nullable Object bound(JsonParser parser, ObjectReader target, Type type) {
        try {
            return target.readValue(parser);
        } catch (RuntimeException e) {
            throw Jackson3BindingFailure.onRead(type, e);
        }
    }

    @Override
    public String toString() {
        return "Jackson " + tools.jackson.databind.cfg.PackageVersion.VERSION;
    }
}
