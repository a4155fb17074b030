package io.socketio.jakarta.options;

import io.socketio.jakarta.ParentNamespace;
import java.time.Duration;

/**
 * The settings that a namespace may have for itself, see {@link SocketIoOptionsBuilder#namespace}. Immutable.
 *
 * @param ackTimeout longest time to wait for an acknowledgement when the emit names none; positive
 * @param maxPendingEvents incoming events of one socket that may wait for its listeners; beyond, the connection is closed; positive
 * @param maxPendingAcks acknowledgements that one socket may owe; beyond, emitting with acknowledgement fails; positive
 * @param cleanupWhenEmpty whether the namespace is removed when its last socket has left, if a {@link ParentNamespace} has made it
 * @since 0.1
 */
public record NamespaceOptions(
        Duration ackTimeout, int maxPendingEvents, int maxPendingAcks, boolean cleanupWhenEmpty) {

    /** @throws IllegalArgumentException if a value is not positive */
    public NamespaceOptions {
        Checks.positive("ackTimeout", ackTimeout);
        Checks.positive("maxPendingEvents", maxPendingEvents);
        Checks.positive("maxPendingAcks", maxPendingAcks);
    }

    public NamespaceOptions withAckTimeout(Duration other) {
        return new NamespaceOptions(other, maxPendingEvents, maxPendingAcks, cleanupWhenEmpty);
    }

    public NamespaceOptions withMaxPendingEvents(int other) {
        return new NamespaceOptions(ackTimeout, other, maxPendingAcks, cleanupWhenEmpty);
    }

    public NamespaceOptions withMaxPendingAcks(int other) {
        return new NamespaceOptions(ackTimeout, maxPendingEvents, other, cleanupWhenEmpty);
    }

    public NamespaceOptions withCleanupWhenEmpty(boolean other) {
        return new NamespaceOptions(ackTimeout, maxPendingEvents, maxPendingAcks, other);
    }
}
