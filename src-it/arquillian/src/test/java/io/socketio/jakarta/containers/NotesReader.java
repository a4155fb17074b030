package io.socketio.jakarta.containers;

import java.net.URL;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what the beans under test have noted; of what came before it was there it knows nothing. */
final class NotesReader implements AutoCloseable {

    private final Peer peer;

    NotesReader(URL application) throws Exception {
        peer = Peer.join(application, "/notes", "websocket");
    }

    /** The next note about a subject; what comes before it about others is passed over. */
    String next(String subject) throws InterruptedException {
        List<Object> note = peer.next();
        while (!note.get(1).equals(subject)) {
            note = peer.next();
        }
        return (String) note.get(2);
    }

    /** Waits for these notes about a subject, in whatever order; others are passed over. */
    void await(String subject, String... texts) throws InterruptedException {
        Set<String> missing = new HashSet<>(List.of(texts));
        while (!missing.isEmpty()) {
            missing.remove(next(subject));
        }
    }

    @Override
    public void close() {
        peer.close();
    }
}
