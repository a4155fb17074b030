package io.socketio.jakarta.cdi;

import org.jspecify.annotations.Nullable;

/**
 * A bean of this type surrounds the handlers of namespace beans in all phases. Filters run in the order of their {@code @Priority} (the smallest
 * first, 2000 without it), before the checks of roles, rates and arguments, on the executor's threads and within the request scope of the call.
 *
 * <p>In {@link Exchange.Phase#CONNECTING} and {@link Exchange.Phase#CONNECT} they run even if the bean has no handler for it; throwing in the former
 * refuses the client, and so does returning without having called {@code proceed}.
 */
public interface SocketIoFilter {

    /** Whether this filter takes part in a namespace; asked once, when the application starts. @param namespace name or template */
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
