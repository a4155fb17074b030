package io.socketio.jakarta.web.settings;

import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.Transport;
import io.socketio.jakarta.options.WebSocketImplementation;
import io.socketio.jakarta.web.settings.WebSettings.VirtualThreads;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the texts of settings. Whatever does not fit is an {@link IllegalArgumentException} that says what was expected. */
final class SettingValues {

    private static final Duration LONGEST_DRAIN = Duration.ofHours(1);

    private SettingValues() {}

    static boolean bool(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    static VirtualThreads virtualThreads(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "auto" -> VirtualThreads.AUTO;
            case "true" -> VirtualThreads.ALWAYS;
            case "false" -> VirtualThreads.NEVER;
            default -> throw new IllegalArgumentException("expected auto, true or false");
        };
    }

    static WebSocketImplementation webSocket(String value) {
        try {
            return WebSocketImplementation.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected endpoint, upgrade or auto", e);
        }
    }

    static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number up to " + Integer.MAX_VALUE, e);
        }
    }

    static long longNumber(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number", e);
        }
    }

    static int positive(String value) {
        int number = number(value);
        if (number <= 0) {
            throw new IllegalArgumentException("expected a positive number");
        }
        return number;
    }

    /** @param value milliseconds, or ISO-8601 */
    static Duration duration(String value) {
        boolean isMillis = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            return isMillis ? Duration.ofMillis(Long.parseLong(value)) : Duration.parse(value);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException("expected milliseconds, or ISO-8601 such as PT25S", e);
        }
    }

    /** A container that stops an application waits so long for it. */
    static Duration drainTimeout(String value) {
        Duration timeout = duration(value);
        if (timeout.isNegative() || timeout.compareTo(LONGEST_DRAIN) > 0) {
            throw new IllegalArgumentException("expected 0 to 1 hour");
        }
        return timeout;
    }

    static Set<Transport> transports(String value) {
        Set<Transport> transports = EnumSet.noneOf(Transport.class);
        for (String name : value.split(",")) {
            try {
                transports.add(Transport.valueOf(name.trim().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("expected polling, websocket, or both with a comma", e);
            }
        }
        return transports;
    }

    static CorsOptions cors(String value) {
        if (value.equals("*")) {
            return CorsOptions.any();
        }
        List<String> origins = Arrays.stream(value.split(",")).map(String::trim).toList();
        return origins.size() == 1 ? CorsOptions.origin(origins.get(0)) : CorsOptions.matching(origins::contains);
    }
}
