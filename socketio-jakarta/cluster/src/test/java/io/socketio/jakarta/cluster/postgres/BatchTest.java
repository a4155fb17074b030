package io.socketio.jakarta.cluster.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What goes into one transaction. */
class BatchTest {

    private final Queue<Publication> queue = new ArrayDeque<>();

    private void add(String... payloads) {
        for (String payload : payloads) {
            queue.add(Publication.inline("c", payload));
        }
    }

    private List<String> batches() {
        List<String> batches = new ArrayList<>();
        for (Publication first = queue.poll(); first != null; first = queue.poll()) {
            batches.add(String.join(
                    " ",
                    Batch.startingWith(first, queue).stream()
                            .map(Publication::payload)
                            .toList()));
        }
        return batches;
    }

    /** PostgreSQL delivers equal notifications of one transaction only once, so the second event would be lost. */
    @Test
    void equalNotificationsAreInDifferentTransactions() {
        add("1", "2", "1", "1", "3");
        assertEquals(List.of("1 2", "1", "1 3"), batches());
    }

    @Test
    void sameTextOnAnotherChannelIsNotEqual() {
        add("1");
        queue.add(Publication.inline("d", "1"));
        assertEquals(List.of("1 1"), batches());
    }

    @Test
    void attachmentsAreAlone() {
        add("1");
        queue.add(Publication.attached("c", 3, "u", new byte[0]));
        add("2", "3");
        assertEquals(List.of("1", "{\"uid\":\"u\",\"type\":3,\"attachmentId\":\"", "2 3"), batches());
    }

    @Test
    void endIsInNone() {
        add("1");
        queue.add(Publisher.END);
        assertEquals(
                List.of("1"),
                List.of(Batch.startingWith(queue.remove(), queue).get(0).payload()));
        assertEquals(1, queue.size());
    }
}
