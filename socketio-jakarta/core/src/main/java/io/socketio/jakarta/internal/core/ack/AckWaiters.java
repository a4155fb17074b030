package io.socketio.jakarta.internal.core.ack;

import io.socketio.jakarta.AckCallback;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.internal.core.event.ValueArguments;
import io.socketio.jakarta.internal.engine.memory.Reservation;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The two ways in which an application waits for one acknowledgement: a callback or a future. Both complete on the executor, outside of any mailbox.
 */
public final class AckWaiters {

    private static final Arguments NOTHING = new ValueArguments();

    private AckWaiters() {}

    /** @param onThrown receives what the callback throws */
    public record ToCallback(AckCallback callback, Executor executor, Consumer<Throwable> onThrown)
            implements PendingAck {

        @Override
        public void onResponse(Arguments response, Reservation weight) {
            executor.execute(() -> {
                try {
                    call(null, response);
                } finally {
                    weight.release();
                }
            });
        }

        @Override
        public void onFailure(Throwable cause) {
            executor.execute(() -> call(cause, NOTHING));
        }

        private void call(@Nullable Throwable error, Arguments response) {
            try {
                callback.onAck(error, response);
            } catch (Throwable t) {
                onThrown.accept(t);
            }
        }
    }

    public record ToFuture(ExecutorFuture<Arguments> future, Executor executor) implements PendingAck {

        @Override
        public void onResponse(Arguments response, Reservation weight) {
            future.complete(response, executor, weight::release);
        }

        @Override
        public void onFailure(Throwable cause) {
            future.completeExceptionally(cause, executor);
        }
    }
}
