package io.socketio.jakarta;

import java.util.List;

/**
 * The acknowledgement did not come in time; of a broadcast, not from all clients.
 *
 * @since 0.1
 */
public class AckTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Arguments> responses;

    public AckTimeoutException(List<Arguments> responses) {
        super("operation has timed out");
        this.responses = List.copyOf(responses);
    }

    /** The answers that did come, of a broadcast; otherwise empty. */
    public List<Arguments> responses() {
        return responses == null ? List.of() : responses;
    }
}
