package io.socketio.jakarta.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.core.event.WireArguments;
import io.socketio.jakarta.internal.protocol.DefaultParser;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every payload codec must do with numbers: which fit their type, and how many digits they may have. */
public abstract class NumbersContract {

    /** The codec under test. */
    protected PayloadCodec codec;

    /** A new codec with its default settings. */
    protected abstract PayloadCodec codec();

    @BeforeEach
    void createCodec() {
        codec = codec();
    }

    public enum Size {
        SMALL,
        LARGE
    }

    public record Numbers(
            byte b,
            short s,
            int i,
            long l,
            float f,
            double d,
            Byte bb,
            Short ss,
            Integer ii,
            Long ll,
            Float ff,
            Double dd) {}

    public record Rest(
            BigInteger big,
            Character letter,
            Boolean flag,
            OptionalInt some,
            List<Long> longs,
            Map<Size, Integer> stock) {}

    public record Amounts(Map<String, List<BigDecimal>> amounts, BigInteger whole, Object any) {}

    /** A number with 990,000 digits took 14 s. */
    @Test
    @Timeout(60)
    void numberWithTooManyDigitsFitsNoTypeAndTakesNoTime() {
        String number = "9".repeat(990_000);
        for (Type type : List.of(
                BigDecimal.class, BigInteger.class, Object.class, Number.class, double.class, long.class, int.class)) {
            assertEquals(
                    "argument 0 must be a number of at most 1000 digits, but one of 990000 came",
                    misfitOfArgument(number, type));
        }
        for (String text : List.of(number, "-" + number, "0." + number, number + "e5")) {
            for (Type type : List.of(Map.class, Object.class, Amounts.class)) {
                String misfit = misfitOfArgument("{\"x\":[],\"amounts\":{\"a\":[1," + text + "]}}", type);
                assertTrue(
                        misfit.startsWith("argument 0.amounts.a[1] must be a number of at most 1000 digits, but one"));
            }
        }
        assertEquals(
                "argument 0[1].any must be a number of at most 1000 digits, but one of 990000 came",
                misfitOfArgument("[{\"any\":1},{\"any\":" + number + "}]", List.class));
    }

    /** What fits as a text grows as soon as somebody calculates with it. */
    @Test
    @Timeout(60)
    void numberWithALargeExponentIsANumberOfManyDigits() {
        for (Type type : List.of(BigInteger.class, BigDecimal.class, Map.class)) {
            String json = type == Map.class ? "{\"any\":1e999999999}" : "1e999999999";
            assertEquals(
                    (type == Map.class ? "argument 0.any" : "argument 0")
                            + " must be a number of at most 1000 digits, but 1e999999999 came",
                    misfitOfArgument(json, type));
            assertThrows(PayloadMismatch.class, () -> argument(json.replace("1e9", "1E-9"), type));
        }
        assertEquals(new BigDecimal("1e300"), argument("1e300", BigDecimal.class));
    }

    @Test
    @Timeout(60)
    void textWithTooManyDigitsFitsNoNumber() {
        String text = "\"" + "9".repeat(990_000) + "\"";
        for (Type type : List.of(BigDecimal.class, BigInteger.class)) {
            assertThrows(PayloadException.class, () -> argument(text, type));
            assertThrows(PayloadException.class, () -> codec.read(text, type, List.of()));
        }
        for (String json : List.of("{\"amounts\":{\"a\":[" + text + "]}}", "{\"whole\":" + text + "}")) {
            String misfit = misfitOfArgument(json, Amounts.class);
            assertTrue(
                    misfit.startsWith("argument 0." + (json.contains("amounts") ? "amounts.a[0]" : "whole")), misfit);
        }
    }

    @Test
    void aThousandDigitsFit() {
        String number = "9".repeat(1_000);
        assertEquals(new BigInteger(number), argument(number, BigInteger.class));
        assertEquals(new BigDecimal("-" + number), argument("-" + number, BigDecimal.class));
        assertEquals("{" + number + "1}", argument("\"{" + number + "1}\"", String.class));
    }

    private String misfitOfArgument(String json, Type type) {
        return assertThrows(PayloadMismatch.class, () -> argument(json, type)).getMessage();
    }

    /** As a handler is given it. */
    private Object argument(String json, Type type) {
        try {
            Packet packet = new DefaultParser(codec).newDecoder(0, 0).onText("2[\"a\"," + json + "]", 0);
            return new WireArguments(((Packet.Event) packet).arguments(), codec).arg(0, type);
        } catch (PacketException e) {
            throw new AssertionError(e);
        }
    }

    /** In the field: 1.5 for an int became 1, 3e9 became -1294967296. */
    @Test
    void numbersThatDoNotFitAreRefused() {
        Map<String, List<String>> wrong = Map.of(
                "byte", List.of("1.5", "128", "-129", "1e3"),
                "short", List.of("1.5", "32768", "-32769"),
                "int", List.of("1.5", "3e9", "2147483648", "-2147483649", "1e999", "1e-1"),
                "long", List.of("1.5", "9223372036854775808", "1e30"),
                "float", List.of("1e39", "-1e999"),
                "double", List.of("1e999", "-1e999"));
        List<String> types = List.of("byte", "short", "int", "long", "float", "double");
        for (int i = 0; i < types.size(); i++) {
            String name = types.get(i).substring(0, 1);
            for (String number : wrong.get(types.get(i))) {
                refused(name + " must be " + types.get(i) + ", but " + number + " came", name, number, Numbers.class);
                refused(
                        name + name + " must be " + types.get(i) + ", but " + number + " came",
                        name + name,
                        number,
                        Numbers.class);
            }
        }
        refused("big must be BigInteger, but 1.5 came", "big", "1.5", Rest.class);
        refused("some must be int, but 1.5 came", "some", "1.5", Rest.class);
    }

    @Test
    void numbersThatFitAreRead() {
        String json = "{\"b\":-128,\"s\":32767,\"i\":-2147483648,\"l\":9223372036854775807,\"f\":3.4e38,\"d\":1e308,"
                + "\"bb\":127,\"ss\":-32768,\"ii\":2147483647,\"ll\":-9223372036854775808,\"ff\":-0.5,\"dd\":12345678901234567890}";
        assertEquals(
                new Numbers(
                        (byte) -128,
                        (short) 32767,
                        -2147483648,
                        Long.MAX_VALUE,
                        3.4e38f,
                        1e308,
                        (byte) 127,
                        (short) -32768,
                        2147483647,
                        Long.MIN_VALUE,
                        -0.5f,
                        12345678901234567890d),
                codec.read(json, Numbers.class, List.of()));
        Rest rest = (Rest) codec.read(
                "{\"big\":123456789012345678901234567890,\"letter\":\"\\u00e9\",\"flag\":true,\"some\":7,"
                        + "\"longs\":[1,null],\"stock\":{\"LARGE\":3}}",
                Rest.class,
                List.of());
        assertEquals(new BigInteger("123456789012345678901234567890"), rest.big());
        assertEquals('\u00e9', rest.letter());
        assertEquals(OptionalInt.of(7), rest.some());
        assertEquals(Map.of(Size.LARGE, 3), rest.stock());
    }

    protected void refused(String message, String name, String value, Class<?> type) {
        PayloadMismatch mismatch = assertThrows(
                PayloadMismatch.class,
                () -> codec.read("{\"" + name + "\":" + value + "}", type, List.of()),
                () -> message + " was expected");
        assertEquals(message, mismatch.getMessage());
    }
}
