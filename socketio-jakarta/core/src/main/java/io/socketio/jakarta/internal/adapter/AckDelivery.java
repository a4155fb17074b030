package io.socketio.jakarta.internal.adapter;

/** A {@link Delivery} that waits for acknowledgements. */
public interface AckDelivery extends Delivery {

    /** All recipients have been queued. @return how many were, and may answer */
    int enqueued();
}
