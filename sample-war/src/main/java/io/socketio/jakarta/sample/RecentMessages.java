package io.socketio.jakarta.sample;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The newest messages, oldest first; a new one pushes out the oldest. Not thread-safe. */
final class RecentMessages {

    private final int limit;
    private final Deque<Map<String, String>> messages = new ArrayDeque<>();

    /** @param limit how many are kept; positive */
    RecentMessages(int limit) {
        this.limit = limit;
    }

    void add(String username, String message) {
        if (messages.size() == limit) {
            messages.removeFirst();
        }
        messages.addLast(Map.of("username", username, "message", message));
    }

    /** A copy, as it is sent. */
    List<Map<String, String>> list() {
        return List.copyOf(messages);
    }
}
