package io.socketio.jakarta.internal.protocol;

import java.math.BigDecimal;

/**
 * Writes numbers like JavaScript: no {@code .0}, an exponent only below 1e-6 and from 1e21 on, and null for values that JSON cannot represent. The
 * digits are those of {@link Double#toString(double)}, which before Java 19 sometimes writes one more than necessary; they still denote the same
 * double.
 */
final class JsonNumbers {

    /** Up to this value, every integer is exactly a double and has the digits of the long. */
    private static final double MAX_SAFE_INTEGER = 0x1p53;

    /** The limit of JavaScript's Number::toString: an exponent from the 22nd digit on, and from the seventh zero after the decimal point. */
    private static final int MAX_PLAIN_POINT = 21;

    private static final int MIN_PLAIN_POINT = -5;

    /** The longest plain form of a BigDecimal; longer numbers keep their exponent, because 1E+1000000000 would become a billion digits. */
    private static final int MAX_PLAIN_DIGITS = 1_000;

    private JsonNumbers() {}

    static void append(double value, StringBuilder out) {
        if (value == (long) value && Math.abs(value) <= MAX_SAFE_INTEGER) {
            out.append((long) value);
        } else if (Double.isFinite(value)) {
            appendDecimal(Double.toString(value), out);
        } else {
            out.append("null");
        }
    }

    static void append(float value, StringBuilder out) {
        if (value == (int) value && Math.abs(value) < 1 << 24) {
            out.append((int) value);
        } else if (Float.isFinite(value)) {
            appendDecimal(Float.toString(value), out);
        } else {
            out.append("null");
        }
    }

    static void append(BigDecimal value, StringBuilder out) {
        boolean plain = Math.abs((long) value.scale()) + value.precision() <= MAX_PLAIN_DIGITS;
        out.append(plain ? value.toPlainString() : value.toString());
    }

    /** @param java the output of {@link Double#toString(double)} for a finite number: {@code -12.5} or {@code 1.25E-7} */
    private static void appendDecimal(String java, StringBuilder out) {
        int start = 0;
        if (java.charAt(0) == '-') {
            out.append('-');
            start = 1;
        }
        int exponentAt = java.indexOf('E');
        int end = exponentAt < 0 ? java.length() : exponentAt;
        int exponent = exponentAt < 0 ? 0 : Integer.parseInt(java, exponentAt + 1, java.length(), 10);
        int dot = java.indexOf('.');
        String digits = java.substring(start, dot) + java.substring(dot + 1, end);
        int first = 0;
        while (digits.charAt(first) == '0') {
            first++;
        }
        int last = digits.length();
        while (digits.charAt(last - 1) == '0') {
            last--;
        }
        // The number is 0.<digits> times ten to the power of point.
        appendDigits(digits.substring(first, last), dot - start - first + exponent, out);
    }

    private static void appendDigits(String digits, int point, StringBuilder out) {
        int count = digits.length();
        if (point > MAX_PLAIN_POINT || point < MIN_PLAIN_POINT) {
            out.append(digits.charAt(0));
            if (count > 1) {
                out.append('.').append(digits, 1, count);
            }
            out.append('e').append(point > 0 ? "+" : "").append(point - 1);
        } else if (point <= 0) {
            out.append("0.").append("0".repeat(-point)).append(digits);
        } else if (point < count) {
            out.append(digits, 0, point).append('.').append(digits, point, count);
        } else {
            out.append(digits).append("0".repeat(point - count));
        }
    }
}
