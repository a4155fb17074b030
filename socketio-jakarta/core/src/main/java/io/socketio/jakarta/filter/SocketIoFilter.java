package io.socketio.jakarta.filter;

import org.jspecify.annotations.Nullable;

/**
 * Surrounds the lifecycle and the events of the sockets in all namespaces, including dynamic ones, whether beans handle them or listeners that the
 * application has added itself. Every bean of this type is a filter. Catch-all listeners run before filters; the middleware of a namespace runs after
 * the filters' {@code CONNECTING}. Filters run in the order of their {@code @Priority} (the smallest first, 2000 without it), before the checks of
 * roles, rates and arguments, on the executor's threads and within the request scope of the call.
 *
 * <p>They run even if there is no handler. Throwing in {@link Exchange.Phase#CONNECTING} refuses the client, and so does returning without having
 * called {@code proceed}. Returning from {@link Exchange.Phase#EVENT} without calling it acknowledges the event. Filters do not receive exceptions of
 * listeners.
 *
 * @since 0.1
 */
public interface SocketIoFilter {

    /**
     * Returns whether this filter applies to a namespace. Called once, when the application starts, for a namespace with beans; for others whenever a
     * client connects.
     *
     * @param namespace the name of the namespace; for beans with a template, the template
     */
    default boolean appliesTo(String namespace) {
        return true;
    }

    /**
     * Returns whether this filter never blocks when it surrounds an event, so that it may run on the thread that reads the client's frames, see {@link
     * io.socketio.jakarta.annotation.NonBlocking}. Asked once per namespace.
     */
    default boolean isNonBlocking() {
        return false;
    }

    /**
     * Surrounds one call.
     *
     * @return the acknowledgement, usually that of {@code rest.proceed()}
     * @throws Exception as a handler may throw it; see {@link io.socketio.jakarta.annotation.OnError}
     */
    @Nullable
    Object filter(Exchange exchange, Rest rest) throws Exception;

    /** The rest of the chain: other filters, and the handler. */
    @FunctionalInterface
    interface Rest {
        @Nullable
        Object proceed() throws Exception;
    }
}
