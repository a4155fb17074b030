package io.socketio.jakarta.web.http;

import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import io.socketio.jakarta.internal.log.LogText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The headers of one response, in insertion order. A response has few headers, so a flat list is faster than a map. */
public final class HeaderList implements ResponseHeaders {

    /** Names at even indexes, values at odd indexes. */
    private final List<String> pairs = new ArrayList<>(8);

    @Override
    public void set(String name, String value) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equalsIgnoreCase(name)) {
                pairs.set(i + 1, value);
                removeFrom(i + 2, name);
                return;
            }
        }
        add(name, value);
    }

    @Override
    public void add(String name, String value) {
        pairs.add(name);
        pairs.add(value);
    }

    @Override
    public void remove(String name) {
        removeFrom(0, name);
    }

    private void removeFrom(int start, String name) {
        for (int i = pairs.size() - 2; i >= start; i -= 2) {
            if (pairs.get(i).equalsIgnoreCase(name)) {
                pairs.remove(i + 1);
                pairs.remove(i);
            }
        }
    }

    @Override
    public @Nullable String first(String name) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equalsIgnoreCase(name)) {
                return pairs.get(i + 1);
            }
        }
        return null;
    }

    @Override
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        forEach((each, value) -> {
            if (each.equalsIgnoreCase(name)) {
                values.add(value);
            }
        });
        return values;
    }

    /** Omits the values: cookies are among them. */
    @Override
    public String toString() {
        Set<String> names = new HashSet<>();
        forEach((name, value) -> names.add(name));
        return "HeaderList" + LogText.names(names);
    }

    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < pairs.size(); i += 2) {
            action.accept(pairs.get(i), pairs.get(i + 1));
        }
    }
}
