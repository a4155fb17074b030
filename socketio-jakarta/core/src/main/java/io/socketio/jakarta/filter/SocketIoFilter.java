package io.socketio.jakarta.filter;

import org.jspecify.annotations.Nullable;

/**
 * A bean of this type surrounds what happens to the sockets of all namespaces, whether beans handle it or listeners that the application has added
 * itself; also in dynamic namespaces. Catch-all listeners come before, and middleware of the namespace after its {@code CONNECTING}. Filters run in the order of their {@code @Priority} (the smallest
 * first, 2000 without it), before the checks of roles, rates and arguments, on the executor's threads and within the request scope of the call.
 *
 * <p>They run even if there is no handler. Throwing in {@link Exchange.Phase#CONNECTING} refuses the client, and so does returning without having
 * called {@code proceed}. Returning from {@link Exchange.Phase#EVENT} without it acknowledges the event. What listeners throw is not seen by filters.
 *
 * @since 0.1
 */
public interface SocketIoFilter {

    /**
     * Whether this filter takes part in a namespace. Asked once for a namespace of beans, when the application starts; for others whenever a client
     * wants to join.
     *
     * @param namespace its name; of beans their template
     */
    default boolean appliesTo(String namespace) {
        return true;
    }

    /**
     * Surrounds one call.
     *
     * @return the acknowledgement, usually that of {@code rest.proceed()}
     * @throws Exception as a handler may throw it; see {@link io.socketio.jakarta.annotation.OnError}
     */
    @Nullable
    Object filter(Exchange exchange, Rest rest) throws Exception;

    /** What comes after a filter: other filters, and the handler. */
    @FunctionalInterface
    interface Rest {
        @Nullable
        Object proceed() throws Exception;
    }
}
