package io.socketio.jakarta;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees every event that is emitted or broadcast to a socket, acknowledgements excepted. Runs on the emitting thread; must not block.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface OutgoingListener {

    /** @param args the arguments as they were given to emit */
    void onOutgoing(String event, List<@Nullable Object> args);
}
