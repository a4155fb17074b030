package io.socketio.jakarta.json.jsonb;

import io.socketio.jakarta.json.jsonb.Shape.Scalar;
import io.socketio.jakarta.json.jsonb.Shape.Test;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The shapes of numbers, characters, strings and booleans, with the same rules as for arguments themselves. */
final class Scalars {

    /** Numbers with up to this many digits always fit into a long. */
    private static final int LONG_DIGITS = 18;
    /** Numbers with up to this many digits are always in the range of a float, and so of a double. */
    private static final int FLOAT_DIGITS = 38;

    /** Parsing a number takes time that grows with the square of its length. */
    private static final int MAX_DIGITS = 1_000;

    private static final Test SHORT_ENOUGH = (text, start, end) -> isShortEnough(text, start, end);
    private static final Test WHOLE =
            (text, start, end) -> isShortEnough(text, start, end) && isPlain(text, start, end);
    private static final Test LONG = (text, start, end) -> isWhole(text, start, end, Long.MIN_VALUE, Long.MAX_VALUE);
    private static final Test INT =
            (text, start, end) -> isWhole(text, start, end, Integer.MIN_VALUE, Integer.MAX_VALUE);
    /** JSON-B implementations accept only digits for short and byte. */
    private static final Test SHORT = (text, start, end) ->
            isPlain(text, start, end) && isWhole(text, start, end, Short.MIN_VALUE, Short.MAX_VALUE);

    private static final Test BYTE = (text, start, end) ->
            isPlain(text, start, end) && isWhole(text, start, end, Byte.MIN_VALUE, Byte.MAX_VALUE);
    private static final Test DOUBLE = (text, start, end) ->
            isSmall(text, start, end) || !Double.isInfinite(Double.parseDouble(text.substring(start, end)));
    private static final Test FLOAT = (text, start, end) ->
            isSmall(text, start, end) || !Float.isInfinite(Float.parseFloat(text.substring(start, end)));
    private static final Test ONE_CHARACTER =
            (text, start, end) -> JsonEscapes.unescape(text, start + 1, end - 1).length() == 1;

    private static final Map<Class<?>, Shape> SHAPES = new HashMap<>();

    static {
        add(byte.class, Byte.class, JsonWalk.NUMBER, BYTE);
        add(short.class, Short.class, JsonWalk.NUMBER, SHORT);
        add(int.class, Integer.class, JsonWalk.NUMBER, INT);
        add(long.class, Long.class, JsonWalk.NUMBER, LONG);
        add(float.class, Float.class, JsonWalk.NUMBER, FLOAT);
        add(double.class, Double.class, JsonWalk.NUMBER, DOUBLE);
        add(char.class, Character.class, JsonWalk.STRING, ONE_CHARACTER);
        add(boolean.class, Boolean.class, JsonWalk.BOOLEAN, Test.ALWAYS);
        SHAPES.put(OptionalInt.class, new Scalar("int", JsonWalk.NUMBER, true, INT));
        SHAPES.put(OptionalLong.class, new Scalar("long", JsonWalk.NUMBER, true, LONG));
        SHAPES.put(OptionalDouble.class, new Scalar("double", JsonWalk.NUMBER, true, DOUBLE));
        SHAPES.put(String.class, new Scalar("String", JsonWalk.STRING, true, Test.ALWAYS));
        SHAPES.put(Number.class, new Scalar("Number", JsonWalk.NUMBER, true, SHORT_ENOUGH));
        SHAPES.put(BigInteger.class, orText("BigInteger", WHOLE));
        SHAPES.put(BigDecimal.class, orText("BigDecimal", SHORT_ENOUGH));
    }

    private Scalars() {}

    /** Returns the shape of a type; null if it is not one of these types. */
    static @Nullable Shape of(Class<?> type) {
        return SHAPES.get(type);
    }

    private static void add(Class<?> primitive, Class<?> wrapper, char kind, Test test) {
        SHAPES.put(primitive, new Scalar(primitive.getSimpleName(), kind, false, test));
        SHAPES.put(wrapper, new Scalar(primitive.getSimpleName(), kind, true, test));
    }

    /** Returns a shape that also accepts strings: JavaScript has to send numbers of such types as strings, or they lose digits. */
    private static Shape orText(String name, Test test) {
        Shape number = new Scalar(name, JsonWalk.NUMBER, true, test);
        Shape string = new Scalar(
                name + " of at most " + MAX_DIGITS + " digits",
                JsonWalk.STRING,
                true,
                (text, start, end) -> isNumber(text, start + 1, end - 1, test));
        return json -> (json.kind() == JsonWalk.STRING ? string : number).check(json);
    }

    private static boolean isNumber(String text, int start, int end, Test test) {
        if (!isShortEnough(text, start, end)) {
            return false;
        }
        try {
            new BigDecimal(text.substring(start, end));
            return test.fits(text, start, end);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isShortEnough(String text, int start, int end) {
        int digits = 0;
        for (int i = start; i < end && end - start > MAX_DIGITS; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            }
        }
        return digits <= MAX_DIGITS;
    }

    /** Returns whether the text has only digits, after an optional sign. */
    private static boolean isPlain(String text, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the text is a whole number in the range; 1.0 and 1e3 are whole numbers, too. */
    private static boolean isWhole(String text, int start, int end, long min, long max) {
        if (!isShortEnough(text, start, end)) {
            return false;
        }
        try {
            long value = end - start <= LONG_DIGITS && isPlain(text, start, end)
                    ? Long.parseLong(text, start, end, 10)
                    : new BigDecimal(text.substring(start, end)).longValueExact();
            return value >= min && value <= max;
        } catch (ArithmeticException | NumberFormatException e) {
            return false;
        }
    }

    /** Returns whether the text has few digits and no exponent. */
    private static boolean isSmall(String text, int start, int end) {
        if (end - start > FLOAT_DIGITS) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                return false;
            }
        }
        return true;
    }
}
