package io.socketio.jakarta.internal.engine.http;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the encoding of a response from the request's {@code Accept-Encoding}: by highest quality, then encodings listed by name before those that
 * only {@code *} matches, then by the client's order, then by the server's order.
 */
public final class AcceptEncoding {

    private AcceptEncoding() {}

    /**
     * Returns the encoding to use, or null for none.
     *
     * @param header the value as received; null if the header is absent
     * @param offered the supported encodings, in the server's order of preference
     */
    public static @Nullable String choose(@Nullable String header, String[] offered) {
        if (header == null) {
            return null;
        }
        String[] entries = header.split(",");
        String best = null;
        int bestEntry = -1;
        for (String encoding : offered) {
            int entry = entryFor(encoding, entries);
            if (entry >= 0 && (best == null || isBetter(encoding, entry, best, bestEntry, entries))) {
                best = encoding;
                bestEntry = entry;
            }
        }
        return best;
    }

    private static boolean isBetter(String encoding, int entry, String best, int bestEntry, String[] entries) {
        double quality = quality(entries[entry]);
        double bestQuality = quality(entries[bestEntry]);
        if (quality != bestQuality) {
            return quality > bestQuality;
        }
        boolean isNamed = names(entries[entry], encoding);
        if (isNamed != names(entries[bestEntry], best)) {
            return isNamed;
        }
        return entry < bestEntry;
    }

    /**
     * Returns the entry that applies to an encoding: of the entries that list it, or else of the {@code *} entries, the one with the highest quality.
     * Returns -1 if none applies or if its quality is 0.
     */
    private static int entryFor(String encoding, String[] entries) {
        int named = highest(encoding, entries);
        int decisive = named < 0 ? highest("*", entries) : named;
        return decisive >= 0 && quality(entries[decisive]) > 0 ? decisive : -1;
    }

    private static int highest(String name, String[] entries) {
        int highest = -1;
        for (int i = 0; i < entries.length; i++) {
            if (names(entries[i], name) && (highest < 0 || quality(entries[i]) > quality(entries[highest]))) {
                highest = i;
            }
        }
        return highest;
    }

    private static boolean names(String entry, String name) {
        int end = entry.indexOf(';');
        return (end < 0 ? entry : entry.substring(0, end)).trim().equalsIgnoreCase(name);
    }

    /** Returns the quality of an entry: 1 unless the entry specifies one, 0 if the value is invalid. */
    private static double quality(String entry) {
        for (int from = entry.indexOf(';'); from >= 0; from = entry.indexOf(';', from + 1)) {
            int end = entry.indexOf(';', from + 1);
            String parameter =
                    entry.substring(from + 1, end < 0 ? entry.length() : end).trim();
            if (parameter.startsWith("q=")) {
                return leadingNumber(parameter.substring(2).trim());
            }
        }
        return 1;
    }

    /** Parses a number like the reference server: up to the first character that cannot belong to a number. */
    private static double leadingNumber(String text) {
        int end = 0;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        try {
            return Double.parseDouble(text.substring(0, end));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
