package io.socketio.jakarta.json.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The codec on Jackson 2.15 or newer. A {@code byte[]} anywhere in a bean, record or collection is sent as an attachment; {@code Object} in them is
 * read as the natural Java value. Numbers that do not fit are rejected, regardless of the configuration of the mapper.
 *
 * <p>Thread-safe.
 */
public final class JacksonPayloadCodec implements PayloadCodec {

    private final ObjectReader reader;
    private final ObjectWriter writer;

    /** Creates a codec with a mapper that ignores unknown members, writes dates like JavaScript's {@code toISOString}, and has no modules. */
    public JacksonPayloadCodec() {
        this(mapper(List.of()));
    }

    /**
     * Creates a codec with the application's own mapper.
     *
     * @param mapper neither changed nor kept: this codec uses a copy, configures it to reject numbers that do not fit, and adds support for binary
     */
    public JacksonPayloadCodec(ObjectMapper mapper) {
        ObjectMapper own = mapper.copy()
                .registerModule(new PayloadModule())
                .configure(DeserializationFeature.ACCEPT_FLOAT_AS_INT, false);
        this.reader = own.reader();
        this.writer = own.writer();
    }

    static JacksonPayloadCodec withModules(List<Module> modules) {
        return new JacksonPayloadCodec(mapper(modules));
    }

    private static ObjectMapper mapper(List<Module> modules) {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModules(modules)
                .addModule(PayloadModule.dates())
                .addModule(PrimitiveReader.module())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
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
        } catch (JsonProcessingException | RuntimeException e) {
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
        try (JsonParser parser = new StrictParser(target.createParser(json))) {
            return bound(parser, target, type);
        } catch (IOException e) {
            throw JacksonBindingFailure.onRead(type, e);
        } catch (StackOverflowError e) {
            throw new PayloadException("JSON does not fit " + type.getTypeName() + ": it nests too deep", null);
        }
    }

    /** Binds a value. Failures are handled while the parser is open, because it knows their position. */
    private static @Nullable Object bound(JsonParser parser, ObjectReader target, Type type) throws IOException {
        try {
            return target.readValue(parser);
        } catch (JsonProcessingException | RuntimeException e) {
            throw JacksonBindingFailure.onRead(type, e);
        }
    }

    @Override
    public String toString() {
        return "Jackson " + com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION;
    }
}
