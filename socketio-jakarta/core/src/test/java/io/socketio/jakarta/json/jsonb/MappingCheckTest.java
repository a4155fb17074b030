package io.socketio.jakarta.json.jsonb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.json.PayloadMismatch;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.annotation.JsonbVisibility;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The check of payloads follows the mapping that JSON-B uses, and stays out of what the application reads itself. */
class MappingCheckTest {

    private final List<JsonbPayloadCodec> codecs = new ArrayList<>();

    @AfterEach
    void close() {
        codecs.forEach(JsonbPayloadCodec::close);
    }

    private Object read(JsonbConfig config, String json, Type type) {
        JsonbPayloadCodec codec = new JsonbPayloadCodec(config);
        codecs.add(codec);
        return codec.read(json, type, List.of());
    }

    private Object read(String json, Type type) {
        return read(new JsonbConfig(), json, type);
    }

    private void refused(String message, String json, Type type) {
        refused(new JsonbConfig(), message, json, type);
    }

    private void refused(JsonbConfig config, String message, String json, Type type) {
        PayloadMismatch mismatch = assertThrows(PayloadMismatch.class, () -> read(config, json, type));
        assertEquals(message, mismatch.getMessage());
    }

    public static class Renamed {
        @JsonbProperty("number")
        public int count;

        @JsonbTransient
        public int secret = 7;

        private int total;

        /** Read-only: what a client sends is ignored. */
        public int getTotal() {
            return total;
        }

        public final int fixed = 3;
        public static int shared;
    }

    @Test
    void renamedMembersAreCheckedUnderTheirNames() {
        refused("number must be int, but 1.5 came", "{\"number\":1.5}", Renamed.class);
        refused("number must be int, but 1.5 came", "{\"nu\\u006dber\":1.5}", Renamed.class);
        assertEquals(0, ((Renamed) read("{\"count\":1.5}", Renamed.class)).count);
    }

    @Test
    void whatJsonbIgnoresIsNotChecked() {
        Renamed read = (Renamed)
                read("{\"secret\":1.5,\"total\":2.5,\"fixed\":\"x\",\"shared\":{},\"class\":[1]}", Renamed.class);
        assertEquals(7, read.secret);
        assertEquals(0, read.getTotal());
    }

    public static class BySetter {
        private String text;

        /** Its type counts, not that of the field. */
        public void setText(List<Integer> numbers) {
            text = numbers.toString();
        }

        public String getText() {
            return text;
        }
    }

    @Test
    void setterGivesTheType() {
        assertEquals("[1, 2]", ((BySetter) read("{\"text\":[1,2]}", BySetter.class)).getText());
        refused("text[1] must be int, but 0.5 came", "{\"text\":[1,0.5]}", BySetter.class);
    }

    public static class Overloaded {
        public String got;

        public void setValue(int value) {
            got = "int " + value;
        }

        public void setValue(String value) {
            got = "String " + value;
        }
    }

    @Test
    void overloadedSettersAreLeftToJsonb() {
        assertEquals("5", ((Overloaded) read("{\"value\":\"5\"}", Overloaded.class)).got.replaceAll(".* ", ""));
        assertEquals("5", ((Overloaded) read("{\"value\":5}", Overloaded.class)).got.replaceAll(".* ", ""));
    }

    public static class Created {
        private final int count;

        private Created(int count) {
            this.count = count;
        }

        @JsonbCreator
        public static Created of(@JsonbProperty("n") int count) {
            return new Created(count);
        }
    }

    @Test
    void parametersOfCreatorsAreChecked() {
        assertEquals(3, ((Created) read("{\"n\":3}", Created.class)).count);
        refused("n must be int, but 1.5 came", "{\"n\":1.5}", Created.class);
    }

    public static class Formatted {
        @JsonbNumberFormat("#,##0.00")
        public double amount;

        @JsonbTypeAdapter(Doubling.class)
        public Integer doubled;

        @JsonbTypeDeserializer(Length.class)
        public Integer length;
    }

    public static class Doubling implements JsonbAdapter<Integer, String> {
        @Override
        public String adaptToJson(Integer value) {
            return String.valueOf(value);
        }

        @Override
        public Integer adaptFromJson(String text) {
            return 2 * Integer.parseInt(text);
        }
    }

    public static class Length implements JsonbDeserializer<Integer> {
        @Override
        public Integer deserialize(JsonParser parser, DeserializationContext context, Type type) {
            return parser.getString().length();
        }
    }

    @Test
    void formatsAdaptersAndDeserializersAreLeftToTheApplication() {
        Formatted read =
                (Formatted) read("{\"amount\":\"1,234.50\",\"doubled\":\"4\",\"length\":\"four\"}", Formatted.class);
        assertEquals(1234.5, read.amount);
        assertEquals(8, read.doubled);
        assertEquals(4, read.length);
    }

    public static class Plain {
        public int itemCount;
        public Inner innerItem;
        public Integer adapted;
    }

    public record Inner(int size) {}

    @Test
    void adaptersAndDeserializersOfTheConfigurationAreLeftToTheApplication() {
        JsonbConfig config = new JsonbConfig().withAdapters(new Doubling());
        assertEquals(8, ((Plain) read(config, "{\"adapted\":\"4\"}", Plain.class)).adapted);
    }

    @Test
    void namingStrategiesAreFollowed() {
        Map<String, String> names = Map.of(
                PropertyNamingStrategy.IDENTITY, "itemCount",
                PropertyNamingStrategy.LOWER_CASE_WITH_DASHES, "item-count",
                PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES, "item_count",
                PropertyNamingStrategy.UPPER_CAMEL_CASE, "ItemCount",
                PropertyNamingStrategy.UPPER_CAMEL_CASE_WITH_SPACES, "Item Count",
                PropertyNamingStrategy.CASE_INSENSITIVE, "ITEMCOUNT");
        names.forEach((strategy, name) -> {
            JsonbConfig config = new JsonbConfig().withPropertyNamingStrategy(strategy);
            assertEquals(5, ((Plain) read(config, "{\"" + name + "\":5}", Plain.class)).itemCount, strategy);
            PayloadMismatch mismatch = assertThrows(
                    PayloadMismatch.class, () -> read(config, "{\"" + name + "\":1.5}", Plain.class), strategy);
            assertEquals("int", mismatch.expected());
        });
        JsonbConfig own = new JsonbConfig().withPropertyNamingStrategy(name -> "x" + name);
        refused(own, "xinnerItem.xsize must be int, but 1.5 came", "{\"xinnerItem\":{\"xsize\":1.5}}", Plain.class);
    }

    /** Reads private fields. */
    public static class Fields implements PropertyVisibilityStrategy {
        @Override
        public boolean isVisible(Field field) {
            return true;
        }

        @Override
        public boolean isVisible(Method method) {
            return false;
        }
    }

    @JsonbVisibility(Fields.class)
    public static class Hidden {
        private int count;
    }

    public static class Private {
        private int count;
    }

    @Test
    void visibilityIsFollowed() {
        assertEquals(3, ((Hidden) read("{\"count\":3}", Hidden.class)).count);
        refused("count must be int, but 1.5 came", "{\"count\":1.5}", Hidden.class);
        assertEquals(0, ((Private) read("{\"count\":1.5}", Private.class)).count);
        JsonbConfig fields = new JsonbConfig().withPropertyVisibilityStrategy(new Fields());
        refused(fields, "count must be int, but 1.5 came", "{\"count\":1.5}", Private.class);
    }

    @JsonbTypeInfo(key = "kind", value = @JsonbSubtype(alias = "dog", type = Dog.class))
    public interface Animal {}

    public static class Dog implements Animal {
        public int age;
    }

    public record Owner(List<Animal> animals) {}

    @Test
    void subtypesAreChecked() {
        Owner owner = (Owner) read("{\"animals\":[{\"kind\":\"dog\",\"age\":3}]}", Owner.class);
        assertEquals(3, ((Dog) owner.animals().get(0)).age);
        refused(
                "animals[0].age must be int, but 1.5 came",
                "{\"animals\":[{\"age\":1.5,\"kind\":\"dog\"}]}",
                Owner.class);
    }

    public static class Node {
        public int value;
        public Node left;
        public Map<String, List<Node>> more;
    }

    public static class Items extends ArrayList<Inner> {
        private static final long serialVersionUID = 1L;
    }

    public static class Generic<T> {
        public T[] array;
        public List<? extends T> list;
    }

    public static class Bound extends Generic<Inner> {}

    @Test
    void typesThatContainThemselvesAndGenericTypesAreChecked() {
        refused(
                "left.more.a[1].left.value must be int, but 1.5 came",
                "{\"left\":{\"more\":{\"a\":[{},{\"left\":{\"value\":1.5}}]}}}",
                Node.class);
        refused("[1].size must be int, but 1.5 came", "[{},{\"size\":1.5}]", Items.class);
        refused("array[0].size must be int, but 1.5 came", "{\"array\":[{\"size\":1.5}]}", Bound.class);
        refused("list[0].size must be int, but 1.5 came", "{\"list\":[{\"size\":1.5}]}", Bound.class);
    }

    @Test
    void textThatIsNoJsonIsForTheParser() {
        for (String text :
                List.of("", "{", "[1,", "{\"count\"", "{\"count\":", "\"", "[", "{]", "tru", "{\"count\":1")) {
            assertThrows(RuntimeException.class, () -> read(text, Node.class), text);
        }
    }
}
