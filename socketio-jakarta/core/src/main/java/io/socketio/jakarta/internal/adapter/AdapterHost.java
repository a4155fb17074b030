package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.Arguments;
import java.util.function.Consumer;

/** What an adapter needs of the namespace that it serves. */
public interface AdapterHost {

    /** The name of the namespace. */
    String name();

    /**
     * Encodes an event.
     *
     * @throws io.socketio.jakarta.json.PayloadException if an argument cannot be written
     */
    Delivery delivery(BroadcastEvent event, BroadcastOptions options);

    /**
     * Encodes an event that asks for acknowledgement.
     *
     * @param onResponse is given each acknowledgement that comes before the options' timeout; on any thread, must not block
     * @throws io.socketio.jakarta.json.PayloadException if an argument cannot be written
     */
    AckDelivery deliveryWithAck(BroadcastEvent event, BroadcastOptions options, Consumer<Arguments> onResponse);

    /** Runs work of the server that does I/O, soon. */
    void execute(Runnable work);

    /** Runs listeners of the application, soon, one call at a time and in the order of the calls. */
    void tell(Runnable listeners);
}
