package io.socketio.jakarta.internal.core.http;

import io.socketio.jakarta.options.LimitOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address by which the connections of a client are counted. The header of a proxy is believed only as far as trusted proxies have written it: each
 * appends the address of its own client, so the address is the last one that is no trusted proxy.
 */
final class ClientAddress {

    private static final int NETWORK_BYTES = 8;
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final Pattern WITH_PORT =
            Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+)(:\\d+)?|\\[([0-9a-fA-F:.]+)](:\\d+)?");

    private final String header;
    private final List<Block> trusted = new ArrayList<>();

    ClientAddress(LimitOptions options) {
        this.header = options.forwardedHeader().toLowerCase(Locale.ROOT);
        options.trustedProxies().forEach(proxy -> trusted.add(Block.parse(proxy)));
    }

    /** @param peer the address as the container reports it @param headers by lower-case name */
    String of(String peer, Map<String, String> headers) {
        byte[] address = parse(peer);
        if (address == null) {
            return peer;
        }
        String forwarded = headers.get(header);
        if (forwarded != null && isTrusted(address)) {
            String[] hops = forwarded.split(",");
            for (int i = hops.length - 1; i >= 0 && isTrusted(address); i--) {
                byte[] hop = parse(hops[i].trim());
                if (hop == null) {
                    break;
                }
                address = hop;
            }
        }
        return key(address);
    }

    private boolean isTrusted(byte[] address) {
        for (Block block : trusted) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static String key(byte[] address) {
        byte[] network = address.length > NETWORK_BYTES ? Arrays.copyOf(address, NETWORK_BYTES) : address;
        StringBuilder key = new StringBuilder();
        for (byte each : network) {
            key.append(key.isEmpty() ? "" : ".").append(each & 0xff);
        }
        return key.toString();
    }

    /** Null if it is no address. Never asks a name server. */
    private static byte @Nullable [] parse(String text) {
        String literal = text;
        var matcher = WITH_PORT.matcher(text);
        if (matcher.matches()) {
            literal = matcher.group(1) == null ? matcher.group(3) : matcher.group(1);
        }
        int zone = literal.indexOf('%');
        literal = zone < 0 ? literal : literal.substring(0, zone);
        boolean isAddress =
                LITERAL.matcher(literal).matches() && (literal.contains(":") || literal.split("\\.").length == 4);
        try {
            return isAddress ? InetAddress.getByName(literal).getAddress() : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** All addresses that begin with the same bits. */
    private record Block(byte[] network, int bits) {

        /** @throws IllegalArgumentException if it is none */
        static Block parse(String text) {
            int slash = text.indexOf('/');
            byte[] network = ClientAddress.parse(slash < 0 ? text : text.substring(0, slash));
            if (network == null) {
                throw new IllegalArgumentException("'" + text + "' is no address and no block (trustedProxies)");
            }
            int bits = slash < 0 ? 8 * network.length : Integer.parseInt(text.substring(slash + 1));
            if (bits > 8 * network.length) {
                throw new IllegalArgumentException("'" + text + "' has too many bits (trustedProxies)");
            }
            return new Block(network, bits);
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
