package io.socketio.jakarta.benchmarks.micro;

import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.adapter.Delivery;
import io.socketio.jakarta.internal.adapter.LocalAdapter;
import io.socketio.jakarta.internal.adapter.LocalSocket;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The recipients of a broadcast: all sockets, a room that holds every tenth, and two rooms that overlap. The sockets and their namespace are proxies,
 * which answer each call in some ten nanoseconds; what counts is the difference between two versions of the adapter.
 */
public class SelectionBenchmark extends Micro {

    private static final BroadcastOptions EVERYBODY = BroadcastOptions.everybody(Duration.ofSeconds(1));

    @Param({"100", "10000"})
    int sockets;

    private final BroadcastEvent event = new BroadcastEvent("x", List.of());
    private LocalAdapter adapter = new LocalAdapter(proxy(AdapterHost.class, ""));
    private int reached;

    @Setup
    public void connect() {
        adapter = new LocalAdapter(proxy(AdapterHost.class, ""));
        for (int i = 0; i < sockets; i++) {
            String id = "socket" + i;
            adapter.register(proxy(LocalSocket.class, id));
            adapter.addAll(id, i % 10 == 0 ? List.of(id, "tenth", "all") : List.of(id, "all"));
        }
    }

    @Benchmark
    public int everybody() {
        return reached(EVERYBODY);
    }

    @Benchmark
    public int oneRoom() {
        return reached(EVERYBODY.to("tenth"));
    }

    @Benchmark
    public int roomsThatOverlap() {
        return reached(EVERYBODY.to("tenth", "all"));
    }

    private int reached(BroadcastOptions options) {
        reached = 0;
        adapter.broadcast(event, options);
        return reached;
    }

    /** Has the methods that a broadcast calls. */
    private <T> T proxy(Class<T> type, String id) {
        Delivery delivery = socket -> reached++;
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "id", "name" -> id;
            case "isReachable", "isConnected" -> true;
            case "delivery" -> delivery;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            // Flushes, and tasks that would flush.
            default -> null;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
