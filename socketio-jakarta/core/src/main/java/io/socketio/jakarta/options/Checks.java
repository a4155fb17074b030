package io.socketio.jakarta.options;

import java.time.Duration;
import java.util.Set;

/** Checks of values, with messages that name the option. */
final class Checks {

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

    /** Returns the path without a trailing slash. */
    static String path(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (!trimmed.startsWith("/") || trimmed.contains("*") || trimmed.contains("?")) {
            throw new IllegalArgumentException(
                    "path must begin with '/' and hold neither '*' nor '?', but is '" + path + "'");
        }
        return trimmed;
    }
}
