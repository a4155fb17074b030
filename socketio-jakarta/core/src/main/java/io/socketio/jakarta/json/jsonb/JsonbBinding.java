package io.socketio.jakarta.json.jsonb;

import io.socketio.jakarta.json.PayloadCodec.BinarySink;
import io.socketio.jakarta.json.PayloadException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.bind.spi.JsonbProvider;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One {@code Jsonb} whose serializers can access the attachments of the current call. JSON-B gives them no other access: serializers belong to the
 * instance and know nothing about the call. So an instance handles one call at a time; {@link BindingPool} ensures that.
 */
final class JsonbBinding {

    /** The format of Date.toISOString: always milliseconds, always Z. */
    private static final DateTimeFormatter ISO_MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** Johnzon 2.0.2 uses a deserializer of Object for every class, and then binds records as maps. */
    private static final String JOHNZON = "org.apache.johnzon.";

    private final Jsonb jsonb;
    private final JsonProvider json;

    /** The sink of the write in progress, else null. */
    private @Nullable BinarySink sink;

    /** The attachments of the read in progress, else empty. */
    private List<byte[]> attachments = List.of();

    JsonbBinding(Map<String, Object> settings, JsonbProvider provider, JsonProvider json) {
        this.json = json;
        JsonbConfig config = new JsonbConfig();
        settings.forEach(config::setProperty);
        config.withSerializers(new BinarySerializer()).withDeserializers(new BinaryReader());
        if (!provider.getClass().getName().startsWith(JOHNZON)) {
            config.withDeserializers(new NaturalReader());
        }
        if (!settings.containsKey(JsonbConfig.DATE_FORMAT)) {
            config.withSerializers(new InstantSerializer(), new DateSerializer());
        }
        this.jsonb = provider.create().withProvider(json).withConfig(config).build();
    }

    String write(Object value, BinarySink binary) {
        sink = binary;
        try {
            return jsonb.toJson(value);
        } finally {
            sink = null;
        }
    }

    @Nullable
    Object read(String text, Type type, List<byte[]> binary) {
        attachments = binary;
        try {
            return jsonb.fromJson(text, type);
        } finally {
            attachments = List.of();
        }
    }

    void close() {
        try {
            jsonb.close();
        } catch (Exception e) {
            throw new PayloadException("cannot close " + jsonb.getClass().getName(), e);
        }
    }

    private final class BinarySerializer implements JsonbSerializer<byte[]> {
        @Override
        public void serialize(byte[] bytes, JsonGenerator generator, SerializationContext context) {
            if (sink == null) {
                throw new IllegalStateException("no write is going on");
            }
            // A generator does not accept JSON text, so convert the placeholder to a tree first.
            try (JsonReader reader = json.createReader(new StringReader(sink.add(bytes)))) {
                generator.write(reader.readValue());
            }
        }
    }

    private final class BinaryReader implements JsonbDeserializer<byte[]> {
        @Override
        public byte @Nullable [] deserialize(JsonParser parser, DeserializationContext context, Type type) {
            return JsonTrees.binary(parser.getValue(), attachments);
        }
    }

    /** Reads members and elements of type Object; without it, numbers would be BigDecimals and attachments maps. */
    private final class NaturalReader implements JsonbDeserializer<Object> {
        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context, Type type) {
            JsonValue value = parser.getValue();
            return JsonTrees.natural(value, attachments);
        }
    }

    private static final class InstantSerializer implements JsonbSerializer<Instant> {
        @Override
        public void serialize(Instant instant, JsonGenerator generator, SerializationContext context) {
            generator.write(ISO_MILLIS.format(instant));
        }
    }

    private static final class DateSerializer implements JsonbSerializer<Date> {
        @Override
        public void serialize(Date date, JsonGenerator generator, SerializationContext context) {
            generator.write(ISO_MILLIS.format(Instant.ofEpochMilli(date.getTime())));
        }
    }
}
