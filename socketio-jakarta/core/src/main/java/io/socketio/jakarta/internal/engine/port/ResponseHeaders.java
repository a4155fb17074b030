package io.socketio.jakarta.internal.engine.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers of a response; names are case-insensitive. Not thread-safe: only the code that currently handles the exchange uses it. */
public interface ResponseHeaders {

    /** Replaces all values of this header. */
    void set(String name, String value);

    /** Adds one more value to this header. */
    void add(String name, String value);

    /** Removes all values of this header. */
    void remove(String name);

    /** Returns the first value of this header, or null if it has none. */
    @Nullable
    String first(String name);

    /** Returns all values of this header in the order in which they were added. */
    List<String> all(String name);
}
