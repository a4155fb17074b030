package io.socketio.jakarta.web.settings;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant: {@code pingInterval}, {@code ping-intervall} and {@code ping.interval} are {@code ping-interval}. */
final class NearestName {

    /** One letter in so many may be wrong. More would offer {@code path} to whoever writes {@code port}. */
    private static final int LETTERS_PER_MISTAKE = 4;

    private NearestName() {}

    /** @return null when none is near; of several that are as near, the first */
    static @Nullable String of(String wrong, Collection<String> known) {
        String letters = letters(wrong);
        int least = Math.max(1, letters.length() / LETTERS_PER_MISTAKE) + 1;
        String nearest = null;
        for (String name : known) {
            int distance = distance(letters, letters(name));
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Levenshtein: how many letters must be added, removed or replaced. */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.length()];
    }
}
