package io.socketio.jakarta.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses a content encoding as the reference does: the highest quality, then the client's order, then ours. */
final class AcceptEncoding {

    /** Our order. */
    private static final List<String> OFFERED = List.of("br", "gzip", "deflate");

    private AcceptEncoding() {}

    /** The encoding to use, or null for none. */
    static @Nullable String choose(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String[] entries = header.split(",");
        String best = null;
        double bestQuality = 0;
        int bestPlace = Integer.MAX_VALUE;
        for (String offered : OFFERED) {
            int place = placeOf(offered, entries);
            double quality = place < 0 ? 0 : quality(entries[place]);
            if (quality > bestQuality || (quality == bestQuality && quality > 0 && place < bestPlace)) {
                best = offered;
                bestQuality = quality;
                bestPlace = place;
            }
        }
        return best;
    }

    private static int placeOf(String encoding, String[] entries) {
        int any = -1;
        for (int i = 0; i < entries.length; i++) {
            String entry = entries[i];
            int end = entry.indexOf(';');
            String name = (end < 0 ? entry : entry.substring(0, end)).trim();
            if (name.equalsIgnoreCase(encoding)) {
                return i;
            }
            if (name.equals("*")) {
                any = i;
            }
        }
        return any;
    }

    private static double quality(String entry) {
        for (String parameter : entry.split(";")) {
            String trimmed = parameter.trim();
            if (trimmed.startsWith("q=")) {
                try {
                    return Double.parseDouble(trimmed.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
