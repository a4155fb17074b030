package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.redis.ClusterOptions.Adapter;
import io.socketio.jakarta.cluster.redis.ClusterOptions.SubscriptionMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads the setting {@code socketio.cluster}. Its messages never contain the address, which may have a password in it. */
final class AddressReader {

    private static final String SHARDED = "redis-sharded:";
    private static final String STREAMS = "redis-streams:";

    private AddressReader() {}

    static ClusterOptions read(String setting) {
        String address = setting.trim();
        ClusterOptions options = ClusterOptions.classic("redis:");
        if (beginsWith(address, SHARDED)) {
            options = options.with(Adapter.SHARDED);
            address = without(SHARDED, address);
        } else if (beginsWith(address, STREAMS)) {
            options = options.with(Adapter.STREAMS);
            address = without(STREAMS, address);
        }
        int hash = address.indexOf('#');
        String fragment = hash < 0 ? "" : address.substring(hash);
        String beforeFragment = hash < 0 ? address : address.substring(0, hash);
        int question = beforeFragment.indexOf('?');
        if (question < 0) {
            return options.withAddress(address);
        }
        StringJoiner others = new StringJoiner("&", "?", "").setEmptyValue("");
        // The address is complete only when the parameters that are ours are out of it.
        for (String parameter : beforeFragment.substring(question + 1).split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            ClusterOptions changed = with(options, name, value);
            if (changed == null) {
                others.add(parameter);
            } else {
                options = changed;
            }
        }
        return options.withAddress(beforeFragment.substring(0, question) + others + fragment);
    }

    private static boolean beginsWith(String address, String prefix) {
        return address.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static String without(String prefix, String address) {
        String rest = address.substring(prefix.length());
        return rest.startsWith("//") ? "redis:" + rest : rest;
    }

    /** Returns the options with a parameter, or null if it is none of ours. */
    private static @Nullable ClusterOptions with(ClusterOptions options, String name, String value) {
        return switch (name) {
            case "prefix" -> options.withPrefix(value);
            case "mode" -> options.withSubscriptionMode(mode(value));
            case "required" -> options.withRequired(flag(name, value));
            case "requestTimeout" -> options.withRequestTimeout(millis(name, value));
            case "trustStore", "trustStorePassword", "keyStore", "keyStorePassword" ->
                options.withTls(with(options.tls(), name, percentDecoded(name, value)));
            default -> {
                StreamOptions changed = with(options.stream(), name, value);
                yield changed == null ? null : options.withStream(changed);
            }
        };
    }

    private static @Nullable StreamOptions with(StreamOptions stream, String name, String value) {
        return switch (name) {
            case "streamName" -> stream.withName(value);
            case "streamCount" -> stream.withCount(number(name, value));
            case "maxLen" -> stream.withMaxLength(number(name, value));
            case "readCount" -> stream.withReadCount(number(name, value));
            case "blockTime" -> stream.withBlockTime(millis(name, value));
            case "sessionKeyPrefix" -> stream.withSessionKeyPrefix(value);
            case "offsetTimeout" -> stream.withOffsetTimeout(millis(name, value));
            case "onlyPlaintext" -> stream.withPlaintext(flag(name, value));
            case "useShardedPubSub" -> stream.withShardedPubSub(flag(name, value));
            default -> null;
        };
    }

    private static TlsOptions with(TlsOptions tls, String name, String value) {
        return switch (name) {
            case "trustStore" -> tls.withTrustStore(Path.of(value), tls.trustStorePassword());
            case "trustStorePassword" ->
                new TlsOptions(tls.trustStore(), value, tls.keyStore(), tls.keyStorePassword());
            case "keyStore" -> tls.withKeyStore(Path.of(value), tls.keyStorePassword());
            default -> new TlsOptions(tls.trustStore(), tls.trustStorePassword(), tls.keyStore(), value);
        };
    }

    /** In an address, {@code &} and {@code #} of a password cannot stand for themselves. */
    private static String percentDecoded(String name, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // No cause: its message contains the value.
            throw new IllegalArgumentException(name + " has a % that begins no escape");
        }
    }

    private static SubscriptionMode mode(String value) {
        try {
            return SubscriptionMode.valueOf(value.replace('-', '_').toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "mode must be static, dynamic or dynamic-private, but is '" + value + "'", e);
        }
    }

    private static boolean flag(String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw new IllegalArgumentException(name + " must be true or false, but is '" + value + "'");
    }

    private static Duration millis(String name, String value) {
        try {
            return Duration.ofMillis(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be milliseconds, but is '" + value + "'", e);
        }
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, but is '" + value + "'", e);
        }
    }
}
