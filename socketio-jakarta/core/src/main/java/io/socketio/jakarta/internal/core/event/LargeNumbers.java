package io.socketio.jakarta.internal.core.event;

import io.socketio.jakarta.json.PayloadMismatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds numbers that are too long to be bound, before any library parses them: the time for parsing grows with the square of their length, and a short
 * text such as {@code 1e999999999} becomes a large number as soon as something calculates with it. Applies to every target type.
 *
 * <p>The text must be valid JSON.
 */
public final class LargeNumbers {

    /** Digits of a number, written out: with an exponent of 10, ten more. JavaScript writes numbers with less than 350. */
    static final int MAX_DIGITS = 1_000;

    private static final String EXPECTED = "a number of at most " + MAX_DIGITS + " digits";

    private LargeNumbers() {}

    /**
     * Checks a text for numbers that are too long.
     *
     * @throws PayloadMismatch with the place of the first of them
     */
    public static void check(String json) {
        if (json.length() > MAX_DIGITS || json.indexOf('e') >= 0 || json.indexOf('E') >= 0) {
            scan(json);
        }
    }

    private static void scan(String json) {
        int position = 0;
        while (position < json.length()) {
            char c = json.charAt(position);
            if (c == '"') {
                position = endOfString(json, position);
            } else if (c == '-' || isDigit(c)) {
                int end = endOfNumber(json, position);
                if (isTooLong(json, position, end)) {
                    throw new PayloadMismatch(path(json, position), EXPECTED, found(json, position, end), null);
                }
                position = end;
            } else {
                position++;
            }
        }
    }

    private static boolean isTooLong(String json, int start, int end) {
        return end - start > MAX_DIGITS && digits(json, start, end) > MAX_DIGITS
                || digitsWithExponent(json, start, end) > MAX_DIGITS;
    }

    private static int digits(String json, int start, int end) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            if (isDigit(json.charAt(i))) {
                digits++;
            }
        }
        return digits;
    }

    /** Returns the digits of a number written out; 0 if it has no exponent, because then it is. */
    private static long digitsWithExponent(String json, int start, int end) {
        int exponent = start;
        while (exponent < end && json.charAt(exponent) != 'e' && json.charAt(exponent) != 'E') {
            exponent++;
        }
        long value = 0;
        for (int i = exponent + 1; i < end && value <= MAX_DIGITS; i++) {
            char c = json.charAt(i);
            value = isDigit(c) ? 10 * value + (c - '0') : value;
        }
        return exponent == end ? 0 : digits(json, start, exponent) + value;
    }

    private static String found(String json, int start, int end) {
        int digits = digits(json, start, end);
        return digits > MAX_DIGITS ? "one of " + digits : PayloadMismatch.kindOf(json.substring(start, end));
    }

    /** Returns the path to a position: names of members and positions in arrays. Goes through the text once more, because it is rarely needed. */
    private static List<Object> path(String json, int target) {
        Deque<Object> path = new ArrayDeque<>();
        boolean isName = false;
        for (int i = 0; i < target; i++) {
            switch (json.charAt(i)) {
                case '{' -> {
                    path.addLast("");
                    isName = true;
                }
                case '[' -> path.addLast(0);
                case '}', ']' -> path.removeLast();
                case ',' -> {
                    Object step = path.removeLast();
                    isName = step instanceof String;
                    path.addLast(step instanceof Integer index ? index + 1 : "");
                }
                case '"' -> {
                    int end = endOfString(json, i);
                    if (isName) {
                        path.removeLast();
                        path.addLast(json.substring(i + 1, end - 1));
                        isName = false;
                    }
                    i = end - 1;
                }
                default -> {}
            }
        }
        return new ArrayList<>(path);
    }

    private static int endOfString(String json, int start) {
        int position = start + 1;
        while (json.charAt(position) != '"') {
            position += json.charAt(position) == '\\' ? 2 : 1;
        }
        return position + 1;
    }

    private static int endOfNumber(String json, int start) {
        int position = start + 1;
        while (position < json.length()) {
            char c = json.charAt(position);
            if (!isDigit(c) && c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-') {
                break;
            }
            position++;
        }
        return position;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
