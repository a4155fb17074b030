package io.socketio.jakarta.engine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Continues behind a middleware: with null to go on, with an error to stop. Only the first call counts; it may come later, from any thread.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Next extends Consumer<@Nullable Throwable> {

    /** Continues with the next middleware. */
    default void proceed() {
        accept(null);
    }

    /** Stops here with an error. */
    default void fail(Throwable error) {
        accept(error);
    }
}
