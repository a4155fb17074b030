package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Session;
import io.socketio.jakarta.faults.server.Server;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A handler that allocates until there is no memory left. */
final class HeapFull implements Scenario {

    @Override
    public Line line(Form form) {
        return new Line(
                "Heap full: `OutOfMemoryError` in a handler",
                count(form) + " times in a heap of " + Server.HEAP,
                "the session of the handler ends completely, the others go on");
    }

    /** The collector stops everybody before it gives up. */
    @Override
    public long longestWaitMillis() {
        return 15_000;
    }

    private static int count(Form form) {
        return form.of(3, 50);
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        for (int i = 0; i < count(bed.form()); i++) {
            Session session = bed.keep(Session.webSocket(bed.port()).join("/memory"));
            session.send("42/memory,1[\"fill\"]");
            Future<?> ended = bed.beside(() -> {
                while (true) {
                    String packet = session.receive();
                    if (packet.startsWith("43")) {
                        throw new BrokenPromise("the handler's error was answered with " + packet);
                    }
                }
            });
            requireEnd(bed, ended);
        }
        long last = bed.awaitOnlyOthers(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        return count(bed.form()) + " sessions ended, the last after " + last + " ms";
    }

    private static void requireEnd(TestBed bed, Future<?> ended) throws Exception {
        try {
            ended.get(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new BrokenPromise("the session is still open");
        } catch (ExecutionException e) {
            bed.require(
                    !(e.getCause() instanceof BrokenPromise),
                    String.valueOf(e.getCause().getMessage()));
        }
    }
}
