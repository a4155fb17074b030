package io.socketio.jakarta.options;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of values, with messages that name the option. */
final class Checks {

    private static final Pattern SERVER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private Checks() {}

    static Duration positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw notPositive(name, value);
        }
        return value;
    }

    static int positive(String name, int value) {
        return (int) positive(name, (long) value);
    }

    static long positive(String name, long value) {
        if (value <= 0) {
            throw notPositive(name, value);
        }
        return value;
    }

    static String serverName(String name) {
        if (!name.isEmpty() && !SERVER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a server must be a letter, and letters, digits, '-' and '_' behind it, but is '" + name
                            + "'");
        }
        return name;
    }

    /** Returns the path without the slash at its end. */
    static String path(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (!path.startsWith("/") || trimmed.endsWith("/") || trimmed.contains("*") || trimmed.contains("?")) {
            throw new IllegalArgumentException(
                    "path must begin with '/' and hold neither '*' nor '?', but is '" + path + "'");
        }
        return trimmed;
    }

    static String notBlank(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        return value;
    }

    static <T> Set<T> notEmpty(String name, Set<T> value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
        return value;
    }

    private static IllegalArgumentException notPositive(String name, Object value) {
        return new IllegalArgumentException(name + " must be positive, but is " + value);
    }
}
