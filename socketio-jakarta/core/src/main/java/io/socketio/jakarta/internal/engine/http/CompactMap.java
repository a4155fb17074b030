package io.socketio.jakarta.internal.engine.http;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map of texts in one array: for the few headers that each connection keeps for as long as it is open, and that are seldom looked up. Looks
 * at one entry after the other.
 */
final class CompactMap extends AbstractMap<String, String> {

    /** Each key is followed by its value. */
    private final String[] keysAndValues;

    CompactMap(Map<String, String> source) {
        keysAndValues = new String[2 * source.size()];
        int at = 0;
        for (Entry<String, String> entry : source.entrySet()) {
            keysAndValues[at++] = entry.getKey();
            keysAndValues[at++] = entry.getValue();
        }
    }

    @Override
    public int size() {
        return keysAndValues.length / 2;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i].equals(key)) {
                return keysAndValues[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return CompactMap.this.size();
            }

            @Override
            public Iterator<Entry<String, String>> iterator() {
                return new EntryIterator();
            }
        };
    }

    private final class EntryIterator implements Iterator<Entry<String, String>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < keysAndValues.length;
        }

        @Override
        public Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next += 2;
            return Map.entry(keysAndValues[next - 2], keysAndValues[next - 1]);
        }
    }
}
