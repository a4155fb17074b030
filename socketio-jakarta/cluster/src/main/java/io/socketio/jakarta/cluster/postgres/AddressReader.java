package io.socketio.jakarta.cluster.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Reads the setting {@code socketio.cluster}. Its messages never contain the address, which may have a password in it. */
final class AddressReader {

    static final String SCHEME = "postgresql:";

    private static final Set<String> OWN = Set.of(
            "prefix",
            "channelPrefix",
            "tableName",
            "payloadThreshold",
            "cleanupInterval",
            "heartbeatInterval",
            "heartbeatTimeout",
            "requestTimeout",
            "required");

    private AddressReader() {}

    static PostgresOptions read(String setting) {
        String address = setting.trim();
        int question = address.indexOf('?');
        if (question < 0) {
            return PostgresOptions.of(address);
        }
        StringJoiner others = new StringJoiner("&", "?", "").setEmptyValue("");
        Map<String, String> own = new LinkedHashMap<>();
        for (String parameter : address.substring(question + 1).split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (OWN.contains(name)) {
                own.put(name, decoded(name, equals < 0 ? "" : parameter.substring(equals + 1)));
            } else {
                others.add(parameter);
            }
        }
        PostgresOptions options = PostgresOptions.of(address.substring(0, question) + others);
        for (Map.Entry<String, String> parameter : own.entrySet()) {
            options = with(options, parameter.getKey(), parameter.getValue());
        }
        return withHeartbeat(options, own);
    }

    private static PostgresOptions with(PostgresOptions options, String name, String value) {
        return switch (name) {
            // The first is what it is called for Redis.
            case "prefix", "channelPrefix" -> options.withChannelPrefix(value);
            case "tableName" -> options.withTableName(value);
            case "payloadThreshold" -> options.withPayloadThreshold((int) number(name, value, Integer.MAX_VALUE));
            case "cleanupInterval" -> options.withCleanupInterval(millis(name, value));
            case "requestTimeout" -> options.withRequestTimeout(millis(name, value));
            case "required" -> options.withRequired(flag(value));
            default -> options;
        };
    }

    /** One of them alone could contradict the default of the other. */
    private static PostgresOptions withHeartbeat(PostgresOptions options, Map<String, String> own) {
        String interval = own.get("heartbeatInterval");
        String timeout = own.get("heartbeatTimeout");
        return options.withHeartbeat(
                interval == null ? options.heartbeatInterval() : millis("heartbeatInterval", interval),
                timeout == null ? options.heartbeatTimeout() : millis("heartbeatTimeout", timeout));
    }

    private static boolean flag(String value) {
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw new IllegalArgumentException("required must be true or false, but is '" + value + "'");
    }

    private static Duration millis(String name, String value) {
        return Duration.ofMillis(number(name, value, Long.MAX_VALUE));
    }

    private static long number(String name, String value, long most) {
        try {
            long number = Long.parseLong(value);
            if (number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Says the same as below, less well.
        }
        throw new IllegalArgumentException(name + " must be a number of "
                + (name.equals("payloadThreshold") ? "bytes" : "milliseconds") + ", but is '" + value + "'");
    }

    private static String decoded(String name, String value) {
        try {
            return percentDecoded(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is not percent-encoded correctly: '" + value + "'", e);
        }
    }

    /** Unlike in forms, a plus is a plus. @throws IllegalArgumentException if it is not percent-encoded correctly */
    static String percentDecoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
