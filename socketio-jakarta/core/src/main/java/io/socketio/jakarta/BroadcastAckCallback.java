package io.socketio.jakarta;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receives the acknowledgements of a broadcast, once. Runs on the executor.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface BroadcastAckCallback {

    /**
     * @param error null when every client answered, otherwise {@link AckTimeoutException}
     * @param responses one entry per client that answered
     */
    void onAcks(@Nullable Throwable error, List<Arguments> responses);
}
