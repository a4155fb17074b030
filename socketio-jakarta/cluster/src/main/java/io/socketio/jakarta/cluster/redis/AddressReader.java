package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.redis.ClusterOptions.SubscriptionMode;
import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;

/** Reads the setting {@code socketio.cluster}. Its messages never contain the address, which may have a password in it. */
final class AddressReader {

    private static final String SHARDED = "redis-sharded:";

    private AddressReader() {}

    static ClusterOptions read(String setting) {
        String address = setting.trim();
        boolean sharded = address.regionMatches(true, 0, SHARDED, 0, SHARDED.length());
        if (sharded) {
            String rest = address.substring(SHARDED.length());
            address = rest.startsWith("//") ? "redis:" + rest : rest;
        }
        int hash = address.indexOf('#');
        String fragment = hash < 0 ? "" : address.substring(hash);
        String beforeFragment = hash < 0 ? address : address.substring(0, hash);
        int question = beforeFragment.indexOf('?');
        if (question < 0) {
            return sharded ? ClusterOptions.sharded(address) : ClusterOptions.classic(address);
        }
        StringJoiner others = new StringJoiner("&", "?", "").setEmptyValue("");
        // The address is complete only when the parameters that are ours are out of it.
        ClusterOptions options = ClusterOptions.classic("redis:");
        for (String parameter : beforeFragment.substring(question + 1).split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            switch (name) {
                case "prefix" -> options = options.withPrefix(value);
                case "mode" -> options = options.withSubscriptionMode(mode(value));
                case "required" -> options = options.withRequired(flag(value));
                case "requestTimeout" -> options = options.withRequestTimeout(millis(value));
                default -> others.add(parameter);
            }
        }
        String cleaned = beforeFragment.substring(0, question) + others + fragment;
        return new ClusterOptions(
                cleaned,
                sharded ? ClusterOptions.Adapter.SHARDED : ClusterOptions.Adapter.CLASSIC,
                options.prefix(),
                options.subscriptionMode(),
                options.required(),
                options.requestTimeout(),
                options.maxMessageBytes());
    }

    private static SubscriptionMode mode(String value) {
        try {
            return SubscriptionMode.valueOf(value.replace('-', '_').toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "mode must be static, dynamic or dynamic-private, but is '" + value + "'", e);
        }
    }

    private static boolean flag(String value) {
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw new IllegalArgumentException("required must be true or false, but is '" + value + "'");
    }

    private static Duration millis(String value) {
        try {
            return Duration.ofMillis(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("requestTimeout must be milliseconds, but is '" + value + "'", e);
        }
    }
}
