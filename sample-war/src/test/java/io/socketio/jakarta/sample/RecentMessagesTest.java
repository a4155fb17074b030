package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentMessagesTest {

    private final RecentMessages messages = new RecentMessages(3);

    @Test
    void messagesAreListedOldestFirst() {
        messages.add("Ann", "one");
        messages.add("Bob", "two");

        assertEquals(
                List.of(Map.of("username", "Ann", "message", "one"), Map.of("username", "Bob", "message", "two")),
                messages.list());
    }

    @Test
    void oldestIsPushedOutAtTheLimit() {
        for (int i = 1; i <= 1000; i++) {
            messages.add("Ann", Integer.toString(i));
        }

        assertEquals(
                List.of("998", "999", "1000"),
                messages.list().stream().map(message -> message.get("message")).toList());
    }

    @Test
    void listIsNotChangedByLaterMessages() {
        messages.add("Ann", "one");
        List<Map<String, String>> before = messages.list();

        messages.add("Ann", "two");

        assertEquals(1, before.size());
    }
}
