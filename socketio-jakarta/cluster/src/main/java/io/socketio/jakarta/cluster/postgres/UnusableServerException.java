package io.socketio.jakarta.cluster.postgres;

import java.sql.SQLException;

/** There is a connection, but not one that a cluster can use. The message says why, in a line for the operator. */
final class UnusableServerException extends SQLException {

    private static final long serialVersionUID = 1;

    UnusableServerException(String message) {
        super(message);
    }
}
