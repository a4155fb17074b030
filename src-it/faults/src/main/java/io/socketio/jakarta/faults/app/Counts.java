package io.socketio.jakarta.faults.app;

import java.util.concurrent.atomic.AtomicLong;

/** What the server side of the test has seen. */
record Counts(AtomicLong received, AtomicLong wrong) {

    Counts() {
        this(new AtomicLong(), new AtomicLong());
    }
}
