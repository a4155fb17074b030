package io.socketio.jakarta.cluster.redis;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of an entry in a stream: a time in milliseconds and a number, both unsigned. Events have it as their offset. */
record StreamId(long millis, long number) implements Comparable<StreamId> {

    /** Below every entry. */
    static final StreamId ZERO = new StreamId(0, 0);

    private static final Pattern FORM = Pattern.compile("\\d{1,20}-\\d{1,20}");

    /** Returns the id with this text, or null if it is none. */
    static @Nullable StreamId of(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        int dash = text.indexOf('-');
        try {
            return new StreamId(
                    Long.parseUnsignedLong(text.substring(0, dash)), Long.parseUnsignedLong(text.substring(dash + 1)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    boolean isAfter(StreamId other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(StreamId other) {
        int byTime = Long.compareUnsigned(millis, other.millis);
        return byTime != 0 ? byTime : Long.compareUnsigned(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(number);
    }
}
