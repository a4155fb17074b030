package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.Arguments;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /**
     * Takes an event from the namespace on another node, as {@link Adapter#serverSideEmit} sent it; its listeners run on the executor.
     *
     * @throws io.socketio.jakarta.json.PayloadException if an argument cannot be written as JSON
     */
    void onServerSideEvent(String event, List<@Nullable Object> args);

    /** Runs work of the server that does I/O, soon. */
    void execute(Runnable work);

    /** Runs listeners of the application, soon, one call at a time and in the order of the calls. */
    void tell(Runnable listeners);
}
