package io.socketio.jakarta.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is here. One name with two open pages is here once, until both are closed. Not thread-safe. */
final class People {

    private final int limit;
    private final Map<String, Integer> pagesByName = new LinkedHashMap<>();

    /** @param limit how many names at most; positive */
    People(int limit) {
        this.limit = limit;
    }

    boolean hasRoomFor(String username) {
        return pagesByName.size() < limit || pagesByName.containsKey(username);
    }

    void join(String username) {
        pagesByName.merge(username, 1, Integer::sum);
    }

    void leave(String username) {
        pagesByName.computeIfPresent(username, (name, pages) -> pages == 1 ? null : pages - 1);
    }

    /** A copy in the order of arrival, as it is sent. */
    List<Map<String, String>> list() {
        List<Map<String, String>> list = new ArrayList<>(pagesByName.size());
        for (String username : pagesByName.keySet()) {
            list.add(Map.of("username", username));
        }
        return List.copyOf(list);
    }
}
