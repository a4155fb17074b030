package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.options.RecoveryOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
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
     * Takes an event from the namespace on another node, as {@link Adapter#serverSideEmit} sent it; its listeners run on the executor, one event at a
     * time.
     *
     * @param ack receives the acknowledgement, at most once, on any thread; null if none is wanted. Nobody calls it if there is no listener.
     * @throws io.socketio.jakarta.json.PayloadException if an argument cannot be written as JSON
     */
    void onServerSideEvent(String event, List<@Nullable Object> args, @Nullable Consumer<@Nullable Object> ack);

    /** Runs work of the server that does I/O, soon. */
    void execute(Runnable work);

    /** Runs listeners of the application, soon, one call at a time and in the order of the calls. */
    void tell(Runnable listeners);

    // ---- For adapters with other nodes

    /** Creates the adapter for the sockets of this node; with recovery, a {@link ResumingAdapter}. */
    Adapter localAdapter();

    /** Whether clients recover, and for how long their sessions are kept. */
    RecoveryOptions recovery();

    /**
     * Returns arguments that bind as if a client had sent them.
     *
     * @throws io.socketio.jakarta.json.PayloadException if a value cannot be written
     */
    Arguments arguments(List<@Nullable Object> values);

    /** Writes a value as JSON. @param binary receives each binary value and returns the JSON text in its place */
    String writeJson(@Nullable Object value, PayloadCodec.BinarySink binary);

    /** Reads JSON in its natural form, see {@link Arguments#arg(int)}. @throws io.socketio.jakarta.json.PayloadException if it is not valid */
    @Nullable
    Object readJson(String json, List<byte[]> attachments);

    /** Returns a socket of another node, whose operations go through the adapter. */
    RemoteSocket remoteSocket(String id, Handshake handshake, Set<String> rooms, Map<String, Object> data);

    /** Returns an executor for user code that runs one task at a time, in order. */
    Executor newSerialExecutor(String what);

    /** Runs a short task that neither blocks nor calls user code, later. @return cancels it */
    Runnable later(Runnable task, Duration delay);

    /** Returns the time of the clock that {@link #later} keeps, in nanoseconds from an arbitrary origin. */
    long nanoTime();

    /** Returns how long to wait for acknowledgements by default. */
    Duration ackTimeout();

    /** Returns how many bytes may wait for the bus, and how many from it. */
    long maxWaitingBytes();

    RateLimitedLog operatorLog();
}
