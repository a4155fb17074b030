package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.AckCallback;
import io.socketio.jakarta.Arguments;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The two ways in which an application waits for one acknowledgement. Both complete on the executor, outside of any mailbox. */
final class AckWaiters {

    private static final Arguments NOTHING = new ValueArguments();

    private AckWaiters() {}

    /** @param socket names the culprit when the callback throws */
    record ToCallback(AckCallback callback, Executor executor, ListeningSocket socket) implements PendingAck {

        @Override
        public void onResponse(Arguments response) {
            executor.execute(() -> call(null, response));
        }

        @Override
        public void onFailure(Throwable cause) {
            executor.execute(() -> call(cause, NOTHING));
        }

        private void call(@Nullable Throwable error, Arguments response) {
            try {
                callback.onAck(error, response);
            } catch (Throwable t) {
                socket.onFailed("acknowledgement callback", t);
            }
        }
    }

    record ToFuture(AwaitedFuture<Arguments> future, Executor executor) implements PendingAck {

        @Override
        public void onResponse(Arguments response) {
            future.complete(response, executor);
        }

        @Override
        public void onFailure(Throwable cause) {
            future.completeExceptionally(cause, executor);
        }
    }
}
