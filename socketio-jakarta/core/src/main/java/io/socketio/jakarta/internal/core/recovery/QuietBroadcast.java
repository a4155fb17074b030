package io.socketio.jakarta.internal.core.recovery;

import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.adapter.Flushing;
import io.socketio.jakarta.internal.adapter.LocalSocket;
import io.socketio.jakarta.internal.core.socket.Deliveries;
import java.util.Arrays;

/** A broadcast in two halves: the first one can run under a lock. */
final class QuietBroadcast {

    private QuietBroadcast() {}

    /** Queues the event; does no I/O and calls no user code. @return those for which the event is queued */
    static LocalSocket[] enqueue(Deliveries.Plain delivery, LocalSocket[] recipients) {
        int count = 0;
        for (LocalSocket recipient : recipients) {
            if (delivery.enqueueQuietly(recipient)) {
                recipients[count++] = recipient;
            }
        }
        return Arrays.copyOf(recipients, count);
    }

    /** Tells the outgoing listeners and flushes. @param queued those for which the event is queued */
    static void finish(AdapterHost host, Deliveries.Plain delivery, LocalSocket[] queued) {
        for (LocalSocket recipient : queued) {
            delivery.tell(recipient);
        }
        Flushing.flush(host, queued.length, i -> queued[i].flush());
    }
}
