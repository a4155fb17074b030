package io.socketio.jakarta.clusters;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** The numbered events that servers have received and acknowledged, by client. Thread-safe. */
final class Received {

    private final Map<String, Set<Integer>> numbers = new ConcurrentHashMap<>();

    void add(String client, int number) {
        numbers.computeIfAbsent(client, name -> new ConcurrentSkipListSet<>()).add(number);
    }

    /** In their order; each once. */
    Collection<Integer> of(String client) {
        return numbers.getOrDefault(client, Set.of());
    }
}
