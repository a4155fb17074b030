package io.socketio.jakarta.engine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a middleware hands on: with null to go on, with an error to stop. Only the first call counts; it may come later, from any thread. */
@FunctionalInterface
public interface Next extends Consumer<@Nullable Throwable> {

    /** Goes on with the next middleware. */
    default void proceed() {
        accept(null);
    }

    /** Stops here. */
    default void fail(Throwable error) {
        accept(error);
    }
}
