package io.socketio.jakarta.faults.app;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;

/** Checks that the numbers of one client come in order, and sends each back. */
final class NumberedMessages {

    private final Socket socket;
    private final Counts counts;

    /** Touched by the socket's mailbox only. */
    private long expected;

    private NumberedMessages(Socket socket, Counts counts) {
        this.socket = socket;
        this.counts = counts;
    }

    static void listen(Socket socket, Counts counts) {
        NumberedMessages messages = new NumberedMessages(socket, counts);
        socket.on("number", messages::onNumber);
    }

    private void onNumber(Event event) {
        long number = event.arg(0, long.class);
        if (number != expected) {
            counts.wrong().incrementAndGet();
        }
        expected = number + 1;
        counts.received().incrementAndGet();
        socket.emit("number", number);
    }
}
