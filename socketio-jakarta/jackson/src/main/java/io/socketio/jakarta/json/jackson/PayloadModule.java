package io.socketio.jakarta.json.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.socketio.jakarta.json.PayloadCodec.BinarySink;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds support for binary, natural values and dates to Jackson 2. Data of one call is stored in an attribute of that call. */
final class PayloadModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    PayloadModule() {
        super("socketio-payloads");
        addSerializer(byte[].class, new BinaryWriter());
        addDeserializer(byte[].class, new BinaryReader());
        addDeserializer(Object.class, new NaturalReader());
    }

    /** Returns a module that writes dates and instants in the format of JavaScript, unless the application has configured another one. */
    static SimpleModule dates() {
        return new SimpleModule("socketio-dates")
                .addSerializer(Instant.class, new InstantWriter())
                .addSerializer(Date.class, new DateWriter());
    }

    private static final class BinaryWriter extends StdSerializer<byte[]> {
        private static final long serialVersionUID = 1L;

        BinaryWriter() {
            super(byte[].class);
        }

        @Override
        public void serialize(byte[] bytes, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeRawValue(((BinarySink) provider.getAttribute(PayloadValues.BINARY)).add(bytes));
        }
    }

    private static final class InstantWriter extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(PayloadValues.iso(instant));
        }
    }

    private static final class DateWriter extends StdSerializer<Date> {
        private static final long serialVersionUID = 1L;

        DateWriter() {
            super(Date.class);
        }

        @Override
        public void serialize(Date date, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(PayloadValues.iso(date.getTime()));
        }
    }

    private static List<byte[]> attachments(DeserializationContext context) {
        return PayloadValues.attachments(context.getAttribute(PayloadValues.BINARY));
    }

    private static boolean isPlaceholder(JsonNode node, List<byte[]> attachments) {
        return !attachments.isEmpty()
                && node.path("_placeholder").isBoolean()
                && node.path("_placeholder").booleanValue();
    }

    private static byte[] attachment(JsonNode placeholder, List<byte[]> attachments, DeserializationContext context)
            throws IOException {
        JsonNode num = placeholder.path("num");
        byte[] attachment = num.isNumber() ? PayloadValues.attachment(attachments, num.doubleValue()) : null;
        return attachment == null
                ? context.reportInputMismatch(byte[].class, "placeholder without attachment")
                : attachment;
    }

    /** Reads an attachment, or an array of small integers, which clients send that do not support attachments. */
    private static final class BinaryReader extends StdDeserializer<byte[]> {
        private static final long serialVersionUID = 1L;

        BinaryReader() {
            super(byte[].class);
        }

        @Override
        public byte[] deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(parser);
            List<byte[]> attachments = attachments(context);
            if (isPlaceholder(node, attachments)) {
                return attachment(node, attachments, context);
            }
            byte[] bytes = new byte[node.size()];
            boolean isBinary = node.isArray();
            for (int i = 0; isBinary && i < bytes.length; i++) {
                // Bytes are 0 to 255 in JavaScript, -128 to 127 in Java.
                int item = node.get(i).isIntegralNumber() && node.get(i).canConvertToInt()
                        ? node.get(i).intValue()
                        : 256;
                isBinary = item >= Byte.MIN_VALUE && item <= 255;
                bytes[i] = (byte) item;
            }
            return isBinary ? bytes : context.reportInputMismatch(byte[].class, "not binary");
        }
    }

    /** Reads values of type Object in the same way as the core reads untyped arguments, including attachments. */
    private static final class NaturalReader extends StdDeserializer<Object> {
        private static final long serialVersionUID = 1L;

        NaturalReader() {
            super(Object.class);
        }

        @Override
        public Object deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer types)
                throws IOException {
            return deserialize(parser, context);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> parser.getText();
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NULL -> null;
                case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                case VALUE_NUMBER_INT ->
                    parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? (Object) parser.getDoubleValue()
                            : PayloadValues.whole(parser.getLongValue());
                case START_ARRAY -> list(parser, context);
                case START_OBJECT -> object(parser, context);
                default -> context.handleUnexpectedToken(Object.class, parser);
            };
        }

        private List<@Nullable Object> list(JsonParser parser, DeserializationContext context) throws IOException {
            List<@Nullable Object> list = new ArrayList<>();
            while (parser.nextToken() != com.fasterxml.jackson.core.JsonToken.END_ARRAY) {
                list.add(deserialize(parser, context));
            }
            return list;
        }

        private Object object(JsonParser parser, DeserializationContext context) throws IOException {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                map.put(name, deserialize(parser, context));
            }
            List<byte[]> attachments = attachments(context);
            if (attachments.isEmpty() || map.get("_placeholder") != Boolean.TRUE) {
                return map;
            }
            byte[] attachment = map.get("num") instanceof Number num
                    ? PayloadValues.attachment(attachments, num.doubleValue())
                    : null;
            return attachment == null
                    ? context.reportInputMismatch(byte[].class, "placeholder without attachment")
                    : attachment;
        }
    }
}
