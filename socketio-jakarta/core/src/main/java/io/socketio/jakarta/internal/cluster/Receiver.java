package io.socketio.jakarta.internal.cluster;

import static io.socketio.jakarta.internal.cluster.WireData.map;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does on this server what others ask for, in the order in which the messages have come, off the thread of the transport: delivery calls listeners for
 * outgoing events. What waits is limited in bytes; beyond that, messages are dropped. Thread-safe.
 */
final class Receiver {

    private static final System.Logger LOG = Loggers.ROOM;

    private final AdapterHost host;
    private final Adapter local;
    private final Responses responses;
    private final Executor serial;
    private final AtomicLong waitingBytes = new AtomicLong();

    /** Sends the response to a request. */
    @FunctionalInterface
    interface Responses {
        void respond(String requester, Type type, Map<String, @Nullable Object> data);
    }

    Receiver(AdapterHost host, Adapter local, Responses responses, Executor serial) {
        this.host = host;
        this.local = local;
        this.responses = responses;
        this.serial = serial;
    }

    /** Returns the event with its offset as the last argument, or unchanged if it gets none. */
    static BroadcastEvent withOffset(BroadcastEvent event, BroadcastOptions options, @Nullable String offset) {
        if (offset == null || options.isVolatile()) {
            return event;
        }
        List<@Nullable Object> args = new ArrayList<>(event.args());
        args.add(offset);
        return new BroadcastEvent(event.name(), args);
    }

    /** Completes when all messages so far have taken effect. */
    CompletionStage<Void> whenHandled() {
        CompletableFuture<Void> handled = new CompletableFuture<>();
        serial.execute(() -> handled.complete(null));
        return handled;
    }

    /** @param turn asked for the offset when the message takes effect */
    void onMessage(ClusterMessage message, Supplier<@Nullable String> turn) {
        switch (message.type()) {
            case INITIAL_HEARTBEAT, HEARTBEAT, ADAPTER_CLOSE -> {}
            default -> queue(message, turn);
        }
    }

    private void queue(ClusterMessage message, Supplier<@Nullable String> turn) {
        long weight = MessageWeight.of(message);
        long waiting = waitingBytes.addAndGet(weight);
        if (waiting > host.maxWaitingBytes() && waiting > weight) {
            waitingBytes.addAndGet(-weight);
            host.operatorLog()
                    .warn(
                            LOG,
                            "SIO-0422",
                            host.name(),
                            "messages of other servers to namespace " + LogText.plain(host.name())
                                    + " are dropped: more than " + host.maxWaitingBytes()
                                    + " bytes wait to be delivered",
                            null);
            return;
        }
        serial.execute(() -> {
            try {
                handle(message, turn.get());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "a message of another server cannot be handled: " + message, e);
            } finally {
                waitingBytes.addAndGet(-weight);
            }
        });
    }

    private void handle(ClusterMessage message, @Nullable String offset) {
        BroadcastOptions options = WireData.options(message.data("opts"), host.ackTimeout());
        switch (message.type()) {
            case BROADCAST -> onBroadcast(message, options, offset);
            case SOCKETS_JOIN -> local.addSockets(options, WireData.texts(message.data("rooms")));
            case SOCKETS_LEAVE -> local.delSockets(options, WireData.texts(message.data("rooms")));
            case DISCONNECT_SOCKETS -> local.disconnectSockets(options, Boolean.TRUE.equals(message.data("close")));
            case FETCH_SOCKETS ->
                local.fetchSockets(options)
                        .thenAccept(sockets -> respond(
                                message, Type.FETCH_SOCKETS_RESPONSE, "sockets", WireSocket.describe(host, sockets)));
            case SERVER_SIDE_EMIT -> onServerSideEmit(message);
            default -> {}
        }
    }

    private void onBroadcast(ClusterMessage message, BroadcastOptions options, @Nullable String offset) {
        BroadcastEvent event = WireData.event(message.data("packet"));
        if (event == null) {
            return;
        }
        if (message.requestId() == null) {
            // The reference server also publishes events of one socket that asks for acknowledgement; they have no
            // offset.
            boolean wantsAck = WireData.member(message.data("packet"), "id") != null;
            local.broadcast(withOffset(event, options, wantsAck ? null : offset), options);
            return;
        }
        local.broadcastWithAck(
                event,
                options,
                count -> respond(message, Type.BROADCAST_CLIENT_COUNT, "clientCount", count),
                response -> respond(message, Type.BROADCAST_ACK, "packet", first(response)));
    }

    private static @Nullable Object first(Arguments response) {
        return response.arg(0);
    }

    private void onServerSideEmit(ClusterMessage message) {
        BroadcastEvent event = WireData.eventOf(message.data("packet"));
        if (event != null) {
            Consumer<@Nullable Object> ack = message.requestId() == null
                    ? null
                    : value -> respond(message, Type.SERVER_SIDE_EMIT_RESPONSE, "packet", value);
            host.onServerSideEvent(event.name(), event.args(), ack);
        }
    }

    /** Responds to a request, unless nobody says who has asked. The member is sent even if it is null. */
    private void respond(ClusterMessage request, Type type, String member, @Nullable Object value) {
        String requester = request.uid();
        if (requester != null) {
            Map<String, @Nullable Object> data = new LinkedHashMap<>(map("requestId", request.requestId()));
            data.put(member, value);
            responses.respond(requester, type, data);
        }
    }
}
