package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.annotation.ConnectionScoped;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

/** One for each connection, shared by its sockets. */
@ConnectionScoped
public class Line {

    @Inject
    Notes notes;

    private final AtomicInteger calls = new AtomicInteger();

    public int call() {
        return calls.incrementAndGet();
    }

    @PreDestroy
    void end() {
        notes.add("lines", "line ends after " + calls);
    }
}
