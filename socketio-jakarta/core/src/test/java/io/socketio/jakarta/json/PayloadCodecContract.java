package io.socketio.jakarta.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Type;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every payload codec must do, with numbers as {@link NumbersContract} has them. Extend it for each implementation. */
public abstract class PayloadCodecContract extends NumbersContract {

    protected static final String PLACEHOLDER_0 = "{\"_placeholder\":true,\"num\":0}";
    protected static final String PLACEHOLDER_1 = "{\"_placeholder\":true,\"num\":1}";

    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2, 2};

    public record Point(int x, int y) {}

    public record Item(String name, long count, Optional<String> note, List<Point> points) {}

    public record Upload(String name, byte[] data) {}

    public record Loose(Object any, Map<String, Object> members, List<Object> items) {}

    public record Times(Instant instant, Date date, LocalDate day, DayOfWeek weekday) {}

    public static class Bean {
        private String name;
        private Bean next;
        public byte[] data;
        public List<byte[]> chunks;
        public Map<String, byte[]> parts;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public Bean getNext() {
            return next;
        }

        public void setNext(Bean next) {
            this.next = next;
        }
    }

    public static class Box<T> {
        public T value;
        public List<T> values;
    }

    /** Carries full generic types to the codec. */
    private static final class Generics {
        List<Item> items;
        Map<String, List<Point>> points;
        Set<Integer> integers;
        Map<String, byte[]> parts;
        Box<Upload> upload;
        List<Object> objects;
        Map<String, Object> members;
    }

    @Test
    void recordsAndBeansComeBackAsTheyWere() {
        Item item = new Item("a\"b\u00e9\ud83d\ude00", Long.MAX_VALUE, Optional.of("n"), List.of(new Point(1, -2)));
        assertEquals(item, codec.read(written(item), Item.class, List.of()));

        Bean bean = new Bean();
        bean.setName("outer");
        bean.setNext(new Bean());
        bean.getNext().setName("inner");
        Bean read = assertInstanceOf(Bean.class, codec.read(written(bean), Bean.class, List.of()));
        assertEquals("inner", read.getNext().getName());
        assertNull(read.getNext().getNext());
    }

    @Test
    void whatIsMissingIsNullZeroOrEmpty() {
        assertEquals(new Item(null, 0, Optional.empty(), null), codec.read("{}", Item.class, List.of()));
        assertNull(codec.read("null", Item.class, List.of()));
    }

    @Test
    void unknownMembersAreIgnored() {
        assertEquals(new Point(1, 0), codec.read("{\"x\":1,\"z\":{\"y\":[2]}}", Point.class, List.of()));
    }

    @Test
    void textIsAppended() {
        StringBuilder out = new StringBuilder("42[\"a\",");
        codec.write(new Point(1, 2), out, bytes -> PLACEHOLDER_0);
        assertEquals("42[\"a\",{\"x\":1,\"y\":2}", out.toString());
    }

    @Test
    void binaryGoesToTheSink() {
        Bean bean = new Bean();
        bean.data = FIRST;
        bean.chunks = List.of(SECOND);
        bean.parts = Map.of("k", FIRST);
        bean.setNext(new Bean());
        bean.getNext().data = SECOND;
        List<byte[]> taken = new ArrayList<>();
        String json = written(bean, taken);

        assertEquals(4, taken.size());
        Bean read = assertInstanceOf(Bean.class, codec.read(json, Bean.class, taken));
        assertSame(FIRST, read.data);
        assertSame(SECOND, read.chunks.get(0));
        assertSame(FIRST, read.parts.get("k"));
        assertSame(SECOND, read.getNext().data);
        assertNull(read.getNext().chunks);
    }

    @Test
    void binaryInRecordsAndObjects() {
        List<byte[]> taken = new ArrayList<>();
        String json = written(new Loose(FIRST, Map.of("k", SECOND), List.of(new Upload("u", FIRST))), taken);
        assertEquals(3, taken.size());
        Loose read = assertInstanceOf(Loose.class, codec.read(json, Loose.class, taken));
        assertSame(FIRST, read.any());
        assertSame(SECOND, read.members().get("k"));
        assertSame(FIRST, assertInstanceOf(Map.class, read.items().get(0)).get("data"));
    }

    @Test
    void binaryAsTheValueItself() {
        List<byte[]> attachments = List.of(FIRST, SECOND);
        assertSame(SECOND, codec.read(PLACEHOLDER_1, byte[].class, attachments));
        assertSame(SECOND, codec.read(PLACEHOLDER_1, Object.class, attachments));
        assertArrayEquals(new byte[][] {SECOND, FIRST}, (byte[][])
                codec.read("[" + PLACEHOLDER_1 + "," + PLACEHOLDER_0 + "]", byte[][].class, attachments));
        assertNull(codec.read("null", byte[].class, attachments));
    }

    @Test
    void placeholdersMeanNothingWithoutAttachments() {
        Map<String, Object> plain = Map.of("_placeholder", true, "num", 0);
        assertEquals(plain, codec.read(PLACEHOLDER_0, Object.class, List.of()));
        assertEquals(plain, ((Loose) codec.read("{\"any\":" + PLACEHOLDER_0 + "}", Loose.class, List.of())).any());
        assertThrows(PayloadException.class, () -> codec.read(PLACEHOLDER_0, byte[].class, List.of()));
    }

    @Test
    void placeholderWithoutAttachmentIsRefused() {
        for (String num : List.of("1", "-1", "0.5", "\"0\"", "null", "1e99")) {
            String json = "{\"_placeholder\":true,\"num\":" + num + "}";
            assertThrows(PayloadException.class, () -> codec.read(json, byte[].class, List.of(FIRST)));
            assertThrows(PayloadException.class, () -> codec.read(json, Object.class, List.of(FIRST)));
            assertThrows(
                    PayloadException.class, () -> codec.read("{\"data\":" + json + "}", Upload.class, List.of(FIRST)));
        }
    }

    @Test
    void objectReadsAsTheNaturalValue() {
        assertEquals("a\u00e9", codec.read("\"a\\u00e9\"", Object.class, List.of()));
        assertEquals(5, codec.read("5", Object.class, List.of()));
        assertEquals(-5_000_000_000L, codec.read("-5000000000", Object.class, List.of()));
        assertEquals(1.5, codec.read("1.5", Object.class, List.of()));
        assertEquals(1000.0, codec.read("1e3", Object.class, List.of()));
        assertEquals(1e20, codec.read("100000000000000000000", Object.class, List.of()));
        assertEquals(true, codec.read("true", Object.class, List.of()));
        assertEquals(false, codec.read("false", Object.class, List.of()));
        assertNull(codec.read("null", Object.class, List.of()));
        assertEquals(List.of(1, List.of("a")), codec.read("[1,[\"a\"]]", Object.class, List.of()));
        assertEquals(Map.of("a", Map.of("b", 2)), codec.read("{\"a\":{\"b\":2}}", Object.class, List.of()));
    }

    @Test
    void membersOfTypeObjectReadAsTheNaturalValue() {
        String json = "{\"any\":7,\"members\":{\"a\":1.5,\"b\":[true]},\"items\":[{\"c\":8},9]}";
        Loose expected = new Loose(7, Map.of("a", 1.5, "b", List.of(true)), List.of(Map.of("c", 8), 9));
        assertEquals(expected, codec.read(json, Loose.class, List.of()));
    }

    @Test
    void mapAndListReadAsNaturalValues() throws NoSuchFieldException {
        assertEquals(Map.of("a", 1, "b", List.of(2.5)), codec.read("{\"a\":1,\"b\":[2.5]}", Map.class, List.of()));
        assertEquals(Map.of("a", 1), codec.read("{\"a\":1}", generic("members"), List.of()));
        assertEquals(List.of(1, "x"), codec.read("[1,\"x\"]", List.class, List.of()));
        assertEquals(List.of(1, Map.of("x", 2)), codec.read("[1,{\"x\":2}]", generic("objects"), List.of()));
        assertThrows(PayloadException.class, () -> codec.read("[1]", Map.class, List.of()));
        assertThrows(PayloadException.class, () -> codec.read("{}", List.class, List.of()));
    }

    @Test
    void fullGenericTypes() throws NoSuchFieldException {
        Item item = new Item("a", 1, Optional.empty(), List.of(new Point(1, 2)));
        assertEquals(List.of(item), codec.read("[" + written(item) + "]", generic("items"), List.of()));
        assertEquals(
                Map.of("p", List.of(new Point(3, 4))),
                codec.read("{\"p\":[{\"x\":3,\"y\":4}]}", generic("points"), List.of()));
        assertEquals(Set.of(1, 2), codec.read("[1,2,1]", generic("integers"), List.of()));
        Map<?, ?> parts = (Map<?, ?>) codec.read("{\"k\":" + PLACEHOLDER_0 + "}", generic("parts"), List.of(FIRST));
        assertSame(FIRST, parts.get("k"));
        String box = "{\"value\":{\"data\":" + PLACEHOLDER_0 + "},\"values\":[{\"name\":\"n\"}]}";
        Box<?> upload = (Box<?>) codec.read(box, generic("upload"), List.of(FIRST));
        assertSame(FIRST, assertInstanceOf(Upload.class, upload.value).data());
        assertEquals("n", assertInstanceOf(Upload.class, upload.values.get(0)).name());
    }

    @Test
    void scalarsAndArrays() {
        assertEquals(5, codec.read("5", int.class, List.of()));
        assertEquals(5L, codec.read("5", Long.class, List.of()));
        assertEquals(0.5, codec.read("0.5", double.class, List.of()));
        assertEquals(true, codec.read("true", boolean.class, List.of()));
        assertEquals("s", codec.read("\"s\"", String.class, List.of()));
        assertEquals(DayOfWeek.MONDAY, codec.read("\"MONDAY\"", DayOfWeek.class, List.of()));
        assertArrayEquals(new int[] {1, 2}, (int[]) codec.read("[1,2]", int[].class, List.of()));
        assertArrayEquals(new String[] {"a", null}, (String[]) codec.read("[\"a\",null]", String[].class, List.of()));
    }

    @Test
    void timesAreIsoWithMilliseconds() {
        Times times = new Times(Instant.ofEpochMilli(1500), new Date(7), LocalDate.of(2024, 2, 29), DayOfWeek.FRIDAY);
        String json = written(times);
        assertTrue(json.contains("\"instant\":\"1970-01-01T00:00:01.500Z\""), json);
        assertTrue(json.contains("\"date\":\"1970-01-01T00:00:00.007Z\""), json);
        assertTrue(json.contains("\"day\":\"2024-02-29\""), json);
        assertTrue(json.contains("\"weekday\":\"FRIDAY\""), json);
        assertEquals(times, codec.read(json, Times.class, List.of()));
    }

    @Test
    void misfitNamesTypeAndMemberButNotTheValue() {
        PayloadException error = assertThrows(
                PayloadException.class, () -> codec.read("{\"points\":[{\"x\":\"s3cret\"}]}", Item.class, List.of()));
        assertEquals("points[0].x must be int, but a string came", error.getMessage());
        assertFalse(error.getMessage().contains("s3cret"), error.getMessage());
    }

    public record Line(String name, int count, Size size, char grade, boolean gift) {}

    public record Order(List<Line> items, Map<String, Line> byName, Line[] more, Optional<Line> first, int[] sums) {}

    public static class Base {
        public int count;
    }

    public static class Derived extends Base {
        private int other;

        public int getOther() {
            return other;
        }

        public void setOther(int other) {
            this.other = other;
        }
    }

    public record Dated(LocalDate day, UUID id, List<Instant> at) {}

    @Test
    void kindsThatDoNotFitAreRefused() {
        refused("count must be int, but a string came", "count", "\"1\"", Line.class);
        refused("count must be int, but a boolean came", "count", "true", Line.class);
        refused("count must be int, but an object came", "count", "{}", Line.class);
        refused("count must be int, but an array came", "count", "[1]", Line.class);
        refused("count must be int, but null came", "count", "null", Line.class);
        refused("name must be String, but 5 came", "name", "5", Line.class);
        refused("name must be String, but a boolean came", "name", "true", Line.class);
        refused("grade must be char, but a string came", "grade", "\"xy\"", Line.class);
        refused("grade must be char, but a string came", "grade", "\"\"", Line.class);
        refused("grade must be char, but 65 came", "grade", "65", Line.class);
        refused("letter must be char, but a string came", "letter", "\"xy\"", Rest.class);
        refused("gift must be boolean, but a string came", "gift", "\"yes\"", Line.class);
        refused("gift must be boolean, but 1 came", "gift", "1", Line.class);
        refused("flag must be boolean, but a string came", "flag", "\"true\"", Rest.class);
        refused("size must be one of SMALL, LARGE, but a string came", "size", "\"HUGE\"", Line.class);
        refused("size must be one of SMALL, LARGE, but 0 came", "size", "0", Line.class);
        refused("d must be double, but a string came", "d", "\"NaN\"", Numbers.class);
        refused("items must be an array, but an object came", "items", "{}", Order.class);
        refused("byName must be an object, but a string came", "byName", "\"x\"", Order.class);
    }

    @Test
    void pathLeadsThroughListsMapsArraysAndOptionals() {
        refused("items[2].count must be int, but 1.5 came", "items", "[{},{\"count\":1},{\"count\":1.5}]", Order.class);
        refused("byName.tea.count must be int, but 3e9 came", "byName", "{\"tea\":{\"count\":3e9}}", Order.class);
        refused("more[0].grade must be char, but a string came", "more", "[{\"grade\":\"xy\"}]", Order.class);
        refused("first.count must be int, but 1.5 came", "first", "{\"count\":1.5}", Order.class);
        refused("sums[1] must be int, but 0.5 came", "sums", "[1,0.5]", Order.class);
        refused("longs[0] must be long, but 0.5 came", "longs", "[0.5]", Rest.class);
        refused("stock.LARGE must be int, but 0.5 came", "stock", "{\"LARGE\":0.5}", Rest.class);
        refused("count must be int, but 1.5 came", "count", "1.5", Derived.class);
        refused("other must be int, but 1.5 came", "other", "1.5", Derived.class);
        refused("day must be LocalDate, but a string came", "day", "\"tomorrow\"", Dated.class);
        refused("id must be UUID, but a string came", "id", "\"7\"", Dated.class);
        refused("at[1] must be Instant, but a string came", "at", "[\"1970-01-01T00:00:00Z\",\"soon\"]", Dated.class);
    }

    @Test
    void pathLeadsThroughGenericTypesAndTheValueItself() throws NoSuchFieldException {
        PayloadMismatch list =
                assertThrows(PayloadMismatch.class, () -> codec.read("[{},{\"x\":0.5}]", Point[].class, List.of()));
        assertEquals("[1].x", list.path());
        Type points = generic("points");
        PayloadMismatch map =
                assertThrows(PayloadMismatch.class, () -> codec.read("{\"a b\":[{\"y\":0.5}]}", points, List.of()));
        assertEquals("[\"a b\"][0].y must be int, but 0.5 came", map.getMessage());
        assertEquals("argument 1[\"a b\"][0].y", map.within("argument 1").path());
        PayloadMismatch itself = assertThrows(PayloadMismatch.class, () -> codec.read("1.5", int.class, List.of()));
        assertEquals("JSON must be int, but 1.5 came", itself.getMessage());
        assertEquals("int", itself.expected());
        assertEquals("1.5", itself.found());
    }

    /** Names come from clients and end up in logs. */
    @Test
    void longNamesAndNumbersAreCut() {
        String name = "n\\n" + "x".repeat(100);
        PayloadMismatch mismatch = assertThrows(
                PayloadMismatch.class,
                () -> codec.read(
                        "{\"byName\":{\"" + name + "\":{\"count\":0." + "5".repeat(100) + "}}}",
                        Order.class,
                        List.of()));
        assertEquals(
                "byName[\"n\\n" + "x".repeat(38) + "…\"].count must be int, but 0." + "5".repeat(38) + "… came",
                mismatch.getMessage());
    }

    @Test
    void hugeNumbersAndDeepNestingCostNothing() {
        assertThrows(PayloadException.class, () -> codec.read("1e99999999999", Object.class, List.of()));
        String deep = "{\"any\":" + "[".repeat(190) + "]".repeat(190) + "}";
        assertInstanceOf(Loose.class, codec.read(deep, Loose.class, List.of()));
        String tooDeep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThrows(PayloadException.class, () -> codec.read(tooDeep, Object.class, List.of()));
        assertThrows(PayloadException.class, () -> codec.read("{\"any\":" + tooDeep + "}", Loose.class, List.of()));
    }

    @Test
    void dataThatContainsItselfIsRefused() {
        Bean bean = new Bean();
        bean.setNext(bean);
        assertThrows(PayloadException.class, () -> written(bean));
        Bean first = new Bean();
        first.setNext(new Bean());
        first.getNext().setNext(first);
        assertThrows(PayloadException.class, () -> written(first));
        List<Object> items = new ArrayList<>();
        Loose loose = new Loose(null, null, items);
        items.add(loose);
        assertThrows(PayloadException.class, () -> written(loose));
        assertEquals("{\"x\":1,\"y\":2}", written(new Point(1, 2)));
    }

    private String written(Object value) {
        return written(value, new ArrayList<>());
    }

    private String written(Object value, List<byte[]> taken) {
        StringBuilder out = new StringBuilder();
        codec.write(value, out, bytes -> {
            taken.add(bytes);
            return "{\"_placeholder\":true,\"num\":" + (taken.size() - 1) + "}";
        });
        return out.toString();
    }

    private static Type generic(String field) throws NoSuchFieldException {
        return Generics.class.getDeclaredField(field).getGenericType();
    }
}
