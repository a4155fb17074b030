package io.socketio.jakarta.cluster.postgres;

import org.jspecify.annotations.Nullable;

/** An attachment cannot be had, but the connection is in order. */
final class AttachmentException extends RuntimeException {

    private static final long serialVersionUID = 1;

    AttachmentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
