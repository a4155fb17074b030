package io.socketio.jakarta;

import java.util.List;

/**
 * The acknowledgement did not come in time; of a broadcast, not from all clients; of a server-side event, not from all servers.
 *
 * @since 0.1
 */
public class AckTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Arguments> responses;

    public AckTimeoutException(List<Arguments> responses) {
        this("operation has timed out", responses);
    }

    /** @param message which says what is missing */
    public AckTimeoutException(String message, List<Arguments> responses) {
        super(message);
        this.responses = List.copyOf(responses);
    }

    /** The answers that did come, of a broadcast or a server-side event; otherwise empty. */
    public List<Arguments> responses() {
        return responses == null ? List.of() : responses;
    }
}
