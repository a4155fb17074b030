package io.socketio.jakarta.internal.cluster;

import static io.socketio.jakarta.internal.cluster.WireData.member;

import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.cluster.CountedRequest.Expected;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The requests of one namespace that wait for responses of other servers, by id. Each ends by its timeout at the latest. Thread-safe. */
final class Requests {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final AdapterHost host;
    private final ConcurrentMap<String, CountedRequest<RemoteSocket>> fetches = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, CountedRequest<Arguments>> emits = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, CountedBroadcast> broadcasts = new ConcurrentHashMap<>();

    Requests(AdapterHost host) {
        this.host = host;
    }

    /** Returns a new id for a server or a request: 16 hexadecimal digits. */
    static String newId() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Opens a request for sockets. It fails with a {@link TimeoutException}. */
    CompletableFuture<List<RemoteSocket>> openFetch(String id, Expected expected, Duration timeout) {
        return open(fetches, id, expected, timeout, Requests::fetchTimeout);
    }

    /** Opens a request for acknowledgements. It fails with an {@link AckTimeoutException}. */
    CompletableFuture<List<Arguments>> openEmit(String id, Expected expected, Duration timeout) {
        return open(emits, id, expected, timeout, AckTimeoutException::new);
    }

    private <T> CompletableFuture<List<T>> open(
            ConcurrentMap<String, CountedRequest<T>> requests,
            String id,
            Expected expected,
            Duration timeout,
            BiFunction<String, List<T>, Throwable> toError) {
        CountedRequest<T> request = new CountedRequest<>(expected);
        requests.put(id, request);
        Runnable cancel = host.later(() -> request.onTimeout(toError), timeout);
        request.result().whenComplete((all, error) -> {
            requests.remove(id);
            cancel.run();
        });
        return request.result();
    }

    private static Throwable fetchTimeout(String text, List<RemoteSocket> partial) {
        return new TimeoutException(text);
    }

    /**
     * Opens a broadcast whose clients acknowledge.
     *
     * @param others the number of other servers
     */
    void openBroadcast(
            String id,
            CompletionStage<Integer> others,
            IntConsumer clientCount,
            Consumer<Arguments> onResponse,
            Duration timeout) {
        CountedBroadcast broadcast = new CountedBroadcast(clientCount, onResponse, () -> broadcasts.remove(id));
        broadcasts.put(id, broadcast);
        broadcast.timer(host.later(broadcast::end, timeout));
        others.thenAccept(broadcast::expect);
    }

    /** Takes a response; ignores one that nobody waits for. */
    void onResponse(ClusterMessage response) {
        String id = response.requestId();
        if (id == null) {
            return;
        }
        switch (response.type()) {
            case FETCH_SOCKETS_RESPONSE -> {
                CountedRequest<RemoteSocket> request = fetches.get(id);
                if (request != null) {
                    request.onResponse(response.uid(), WireSocket.read(host, response.data("sockets")));
                }
            }
            case SERVER_SIDE_EMIT_RESPONSE -> {
                CountedRequest<Arguments> request = emits.get(id);
                if (request != null) {
                    request.onResponse(response.uid(), List.of(packetOf(response)));
                }
            }
            default -> onBroadcastResponse(broadcasts.get(id), response);
        }
    }

    private void onBroadcastResponse(@Nullable CountedBroadcast broadcast, ClusterMessage response) {
        if (broadcast == null) {
            return;
        }
        if (response.type() == ClusterMessage.Type.BROADCAST_ACK) {
            broadcast.onResponse(packetOf(response));
        } else if (member(response.data(), "clientCount") instanceof Number count) {
            broadcast.onClientCount(response.uid(), Math.max(0, count.intValue()));
        }
    }

    private Arguments packetOf(ClusterMessage response) {
        return host.arguments(Collections.singletonList(response.data("packet")));
    }

    /** A server has left the cluster. */
    void onGone(String uid) {
        fetches.values().forEach(request -> request.onGone(uid));
        emits.values().forEach(request -> request.onGone(uid));
    }

    /** Ends all requests as if their time were over. */
    void close() {
        fetches.values().forEach(request -> request.onTimeout(Requests::fetchTimeout));
        emits.values().forEach(request -> request.onTimeout(AckTimeoutException::new));
        broadcasts.values().forEach(CountedBroadcast::end);
    }
}
