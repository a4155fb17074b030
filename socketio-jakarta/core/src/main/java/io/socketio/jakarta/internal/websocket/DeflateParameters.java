package io.socketio.jakarta.internal.websocket;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The negotiated parameters of permessage-deflate (RFC 7692, section 7.1). The server compresses with a window of 15 bits, the only size that
 * {@code java.util.zip} has, so it declines offers that demand a smaller one.
 *
 * @param serverMaxWindowBits 15 if the client has demanded it, 0 otherwise
 * @param clientMaxWindowBits the size that the client has announced; 0 for none
 */
public record DeflateParameters(
        boolean serverNoContextTakeover,
        boolean clientNoContextTakeover,
        int serverMaxWindowBits,
        int clientMaxWindowBits) {

    private static final String NAME = "permessage-deflate";
    private static final String SERVER_NO_CONTEXT = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT = "client_no_context_takeover";
    private static final String SERVER_BITS = "server_max_window_bits";
    private static final String CLIENT_BITS = "client_max_window_bits";
    private static final Set<String> KNOWN = Set.of(SERVER_NO_CONTEXT, CLIENT_NO_CONTEXT, SERVER_BITS, CLIENT_BITS);

    /** The value of a parameter that has none. */
    private static final String ABSENT = "";

    private static final int LARGEST_WINDOW_BITS = 15;
    private static final int SMALLEST_WINDOW_BITS = 8;

    /**
     * Accepts the first offer that the server can fulfil, and declines all that do not comply with the RFC.
     *
     * @param header the value of {@code Sec-WebSocket-Extensions}; null if the client sent none
     * @return null if there is no such offer
     */
    public static @Nullable DeflateParameters accept(@Nullable String header) {
        if (header == null) {
            return null;
        }
        for (String offer : header.split(",")) {
            String[] parts = offer.split(";");
            Map<String, String> parameters = parts[0].trim().equals(NAME) ? parameters(parts) : null;
            DeflateParameters accepted = parameters == null ? null : of(parameters);
            if (accepted != null) {
                return accepted;
            }
        }
        return null;
    }

    /** Returns the parameters of one offer by name; null if one is unknown or repeated. */
    private static @Nullable Map<String, String> parameters(String[] parts) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            String name = pair[0].trim().toLowerCase(Locale.ROOT);
            String value = pair.length == 1 ? ABSENT : unquoted(pair[1].trim());
            if (!KNOWN.contains(name) || parameters.put(name, value) != null) {
                return null;
            }
        }
        return parameters;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static @Nullable DeflateParameters of(Map<String, String> parameters) {
        String serverBits = parameters.get(SERVER_BITS);
        String clientBits = parameters.get(CLIENT_BITS);
        boolean acceptable = isFlag(parameters.get(SERVER_NO_CONTEXT))
                && isFlag(parameters.get(CLIENT_NO_CONTEXT))
                && (serverBits == null || bits(serverBits) == LARGEST_WINDOW_BITS)
                && (clientBits == null || clientBits.equals(ABSENT) || bits(clientBits) != 0);
        if (!acceptable) {
            return null;
        }
        return new DeflateParameters(
                parameters.containsKey(SERVER_NO_CONTEXT),
                parameters.containsKey(CLIENT_NO_CONTEXT),
                serverBits == null ? 0 : LARGEST_WINDOW_BITS,
                clientBits == null ? 0 : bits(clientBits));
    }

    private static boolean isFlag(@Nullable String value) {
        return value == null || value.equals(ABSENT);
    }

    /** Returns the size of a window, or 0 if the text is none. */
    private static int bits(String text) {
        if (!text.matches("[1-9][0-9]?")) {
            return 0;
        }
        int bits = Integer.parseInt(text);
        return bits >= SMALLEST_WINDOW_BITS && bits <= LARGEST_WINDOW_BITS ? bits : 0;
    }

    /** Returns the value of the response header {@code Sec-WebSocket-Extensions}. */
    public String response() {
        StringBuilder response = new StringBuilder(NAME);
        if (serverNoContextTakeover) {
            response.append("; ").append(SERVER_NO_CONTEXT);
        }
        if (clientNoContextTakeover) {
            response.append("; ").append(CLIENT_NO_CONTEXT);
        }
        if (serverMaxWindowBits != 0) {
            response.append("; ").append(SERVER_BITS).append('=').append(serverMaxWindowBits);
        }
        if (clientMaxWindowBits != 0) {
            response.append("; ").append(CLIENT_BITS).append('=').append(clientMaxWindowBits);
        }
        return response.toString();
    }
}
