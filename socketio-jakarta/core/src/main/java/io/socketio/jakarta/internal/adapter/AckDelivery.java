package io.socketio.jakarta.internal.adapter;

/** A {@link Delivery} whose recipients acknowledge the event. */
public interface AckDelivery extends Delivery {

    /**
     * Called when all recipients have been queued.
     *
     * @return the number of recipients that were queued and may acknowledge
     */
    int enqueued();
}
