package io.socketio.jakarta.internal.core.mailbox;

import java.util.concurrent.Executor;

/**
 * The threads of one server. User code and the server's own work never wait for each other.
 *
 * @param handlers runs user code, which may block
 * @param own runs the server's own work: flushes of broadcasts; nothing that an application wrote
 * @param handlersPerConnection most threads of {@code handlers} that one connection occupies at a time; positive
 */
public record ServerExecutors(Executor handlers, Executor own, int handlersPerConnection) {

    public ServerExecutors {
        if (handlersPerConnection <= 0) {
            throw new IllegalArgumentException(
                    "handlersPerConnection must be positive, but is " + handlersPerConnection);
        }
    }

    /** One executor for everything, without a share per connection. */
    public static ServerExecutors shared(Executor executor) {
        return new ServerExecutors(executor, executor, Integer.MAX_VALUE);
    }
}
