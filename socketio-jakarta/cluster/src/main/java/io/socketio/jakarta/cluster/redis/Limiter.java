package io.socketio.jakarta.cluster.redis;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Begins asynchronous work, so much at a time and in the order of the calls. Thread-safe. */
final class Limiter {

    private final int most;
    private final SerialTasks serial = new SerialTasks();

    // Touched by the serial tasks only.
    private final Queue<Supplier<CompletionStage<?>>> waiting = new ArrayDeque<>();
    private int running;

    Limiter(int most) {
        this.most = most;
    }

    /** @param work begins the work, now or later; must not throw */
    void run(Supplier<CompletionStage<?>> work) {
        serial.execute(() -> {
            waiting.add(work);
            begin();
        });
    }

    private void begin() {
        while (running < most && !waiting.isEmpty()) {
            running++;
            waiting.remove()
                    .get()
                    .whenComplete((done, failure) -> serial.execute(() -> {
                        running--;
                        begin();
                    }));
        }
    }
}
