package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.filter.Exchange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of a handler, as its parameters see it. */
public interface Invocation extends Exchange {

    /** The variables of the namespace's template. */
    Map<String, String> namespaceValues();

    /** The handler sends the acknowledgement itself. */
    void takeAck();

    /** What an error handler is called for; null otherwise. */
    @Nullable
    Throwable error();
}
