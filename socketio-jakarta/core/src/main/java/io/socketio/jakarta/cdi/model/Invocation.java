package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.filter.Exchange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of a handler, as its parameters see it. */
public interface Invocation extends Exchange {

    /** Returns the values of the variables in the namespace's template. */
    Map<String, String> namespaceValues();

    /** Records that the handler sends the acknowledgement itself. */
    void takeAck();

    /** Returns the exception that an error handler handles; null in other handlers. */
    @Nullable
    Throwable error();
}
