package io.socketio.jakarta.internal.engine.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers of an answer; names are compared without regard to case. Not thread-safe: whoever holds the exchange uses it. */
public interface ResponseHeaders {

    /** Replaces all values of this header. */
    void set(String name, String value);

    /** Adds one more value of this header. */
    void add(String name, String value);

    /** Removes all values of this header. */
    void remove(String name);

    /** The first value of this header, or null when it has none. */
    @Nullable
    String first(String name);

    /** All values of this header in the order in which they were added. */
    List<String> all(String name);
}
