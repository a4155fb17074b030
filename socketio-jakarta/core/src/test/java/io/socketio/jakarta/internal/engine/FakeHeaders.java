package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Response headers in memory. */
public final class FakeHeaders implements ResponseHeaders {

    private final Map<String, List<String>> values = new TreeMap<>();

    @Override
    public void set(String name, String value) {
        List<String> only = new ArrayList<>();
        only.add(value);
        values.put(key(name), only);
    }

    @Override
    public void add(String name, String value) {
        values.computeIfAbsent(key(name), unused -> new ArrayList<>()).add(value);
    }

    @Override
    public void remove(String name) {
        values.remove(key(name));
    }

    @Override
    public String first(String name) {
        List<String> all = values.get(key(name));
        return all == null ? null : all.get(0);
    }

    @Override
    public List<String> all(String name) {
        return values.getOrDefault(key(name), List.of());
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
