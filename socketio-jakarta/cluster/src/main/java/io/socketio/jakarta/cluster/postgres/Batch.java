package io.socketio.jakarta.cluster.postgres;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Takes from a queue what can be sent in one transaction: a publication with an attachment alone, of others as many as there are, unless two are equal.
 * PostgreSQL delivers equal notifications of one transaction only once.
 */
final class Batch {

    private static final int MOST = 256;

    private Batch() {}

    /** @param first has been taken from the queue, which only this thread takes from */
    static List<Publication> startingWith(Publication first, Queue<Publication> queue) {
        if (first.attachment() != null || queue.isEmpty()) {
            return List.of(first);
        }
        List<Publication> batch = new ArrayList<>();
        batch.add(first);
        Set<Publication.Key> keys = new HashSet<>();
        keys.add(first.key());
        for (Publication next = queue.peek();
                next != null
                        && batch.size() < MOST
                        && next.attachment() == null
                        && next != Publisher.END
                        && keys.add(next.key());
                next = queue.peek()) {
            batch.add(queue.remove());
        }
        return batch;
    }
}
