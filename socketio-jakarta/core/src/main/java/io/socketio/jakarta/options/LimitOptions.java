package io.socketio.jakarta.options;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How many connections there may be, and how much each may send. Nothing is limited by default: 0 stands for no limit. A handshake beyond a limit is
 * refused with 503 or, if other clients may still connect, 429, and {@code Retry-After}.
 *
 * @param maxConnections open connections of all clients
 * @param maxConnectionsPerAddress open connections of one address; of IPv6, the first 64 bits count, because a client has as many addresses as it likes
 * @param maxConnectionsPerCaller open connections of one caller, as the container has authenticated it
 * @param maxHandshakesPerSecond handshakes of all clients that are examined in a second
 * @param maxEventsPerSecond messages of one connection in a second; counted before they are decoded. A client that sends more is disconnected
 * @param trustedProxies addresses, or blocks such as {@code 10.0.0.0/8}, of the proxies whose header is believed
 * @param forwardedHeader in which the proxies append the address of their client
 * @since 0.1
 */
public record LimitOptions(
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxConnectionsPerCaller,
        int maxHandshakesPerSecond,
        int maxEventsPerSecond,
        Set<String> trustedProxies,
        String forwardedHeader) {

    private static final LimitOptions NONE = new LimitOptions(0, 0, 0, 0, 0, Set.of(), "X-Forwarded-For");

    public LimitOptions {
        notNegative("maxConnections", maxConnections);
        notNegative("maxConnectionsPerAddress", maxConnectionsPerAddress);
        notNegative("maxConnectionsPerCaller", maxConnectionsPerCaller);
        notNegative("maxHandshakesPerSecond", maxHandshakesPerSecond);
        notNegative("maxEventsPerSecond", maxEventsPerSecond);
        for (String proxy : trustedProxies) {
            if (!proxy.matches("[0-9a-fA-F.:]+(/\\d{1,3})?")) {
                throw new IllegalArgumentException(
                        "expected addresses or blocks such as 10.0.0.0/8, but found '" + proxy + "'");
            }
        }
        trustedProxies = Set.copyOf(trustedProxies);
        if (forwardedHeader.isBlank()) {
            throw new IllegalArgumentException("forwardedHeader must not be empty");
        }
    }

    /** No limits. */
    public static LimitOptions none() {
        return NONE;
    }

    public LimitOptions withMaxConnections(int other) {
        return new LimitOptions(
                other,
                maxConnectionsPerAddress,
                maxConnectionsPerCaller,
                maxHandshakesPerSecond,
                maxEventsPerSecond,
                trustedProxies,
                forwardedHeader);
    }

    public LimitOptions withMaxConnectionsPerAddress(int other) {
        return new LimitOptions(
                maxConnections,
                other,
                maxConnectionsPerCaller,
                maxHandshakesPerSecond,
                maxEventsPerSecond,
                trustedProxies,
                forwardedHeader);
    }

    public LimitOptions withMaxConnectionsPerCaller(int other) {
        return new LimitOptions(
                maxConnections,
                maxConnectionsPerAddress,
                other,
                maxHandshakesPerSecond,
                maxEventsPerSecond,
                trustedProxies,
                forwardedHeader);
    }

    public LimitOptions withMaxHandshakesPerSecond(int other) {
        return new LimitOptions(
                maxConnections,
                maxConnectionsPerAddress,
                maxConnectionsPerCaller,
                other,
                maxEventsPerSecond,
                trustedProxies,
                forwardedHeader);
    }

    public LimitOptions withMaxEventsPerSecond(int other) {
        return new LimitOptions(
                maxConnections,
                maxConnectionsPerAddress,
                maxConnectionsPerCaller,
                maxHandshakesPerSecond,
                other,
                trustedProxies,
                forwardedHeader);
    }

    /** @param proxies addresses or blocks; nothing that another address writes into the header is believed */
    public LimitOptions withTrustedProxies(Set<String> proxies) {
        return new LimitOptions(
                maxConnections,
                maxConnectionsPerAddress,
                maxConnectionsPerCaller,
                maxHandshakesPerSecond,
                maxEventsPerSecond,
                proxies,
                forwardedHeader);
    }

    /** Reads a setting: addresses or blocks with commas between them. */
    public LimitOptions withTrustedProxies(String list) {
        Set<String> proxies = new LinkedHashSet<>();
        for (String proxy : list.split(",")) {
            proxies.add(proxy.trim());
        }
        return withTrustedProxies(proxies);
    }

    public LimitOptions withForwardedHeader(String name) {
        return new LimitOptions(
                maxConnections,
                maxConnectionsPerAddress,
                maxConnectionsPerCaller,
                maxHandshakesPerSecond,
                maxEventsPerSecond,
                trustedProxies,
                name);
    }

    /** Describes the limits that are set, for the log; empty if there are none. */
    public String describe() {
        List<String> limits = new ArrayList<>();
        add(limits, maxConnections, "connections");
        add(limits, maxConnectionsPerAddress, "of one address");
        add(limits, maxConnectionsPerCaller, "of one caller");
        add(limits, maxHandshakesPerSecond, "handshakes per second");
        add(limits, maxEventsPerSecond, "events per second and connection");
        if (!trustedProxies.isEmpty()) {
            limits.add(forwardedHeader + " of " + trustedProxies.size() + " trusted proxies or blocks");
        }
        return String.join(", ", limits);
    }

    private static void add(List<String> limits, int limit, String what) {
        if (limit > 0) {
            limits.add(limit + " " + what);
        }
    }

    private static void notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be positive, or 0 for no limit, but is " + value);
        }
    }
}
