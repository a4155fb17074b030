package io.socketio.jakarta.benchmarks.growth;

import com.sun.management.OperatingSystemMXBean;
import io.socketio.jakarta.internal.core.CoreServer;
import io.socketio.jakarta.internal.core.mailbox.ServerExecutors;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One server with up to a million clients in one heap and without a network: what the library itself needs for each. A process of its own; prints a line for
 * each step, with tabs between the numbers. Everything happens on one thread; times are CPU times of that thread, so that other work on the machine matters little.
 *
 * <p>No ping falls due meanwhile, but their timers wait in the queue of a scheduled executor, where each takes 100 bytes more than in an application.
 */
public final class Simulation {

    /** The rooms; socket {@code i} is in all those that are larger than {@code i}. */
    private static final int[] ROOMS = {10, 100, 1_000, 10_000};

    private static final int[] STEPS = {1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000};
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int LEAST_ROUNDS = 5;
    private static final int MOST_ROUNDS = 20_000;
    private static final String ARGUMENT = "0123456789".repeat(8);
    private static final double KIB = 1024;

    /** Counted by the links. */
    long delivered;

    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "timer");
        thread.setDaemon(true);
        return thread;
    });

    private final CoreServer server;
    private int sockets;

    private Simulation() {
        timers.setRemoveOnCancelPolicy(true);
        SocketIoOptions options = SocketIoOptions.builder()
                .pingInterval(Duration.ofHours(1))
                .pingTimeout(Duration.ofHours(1))
                .build();
        server =
                CoreServer.create(options, new JsonbPayloadCodec(), ServerExecutors.shared(Runnable::run), scheduler());
        server.onConnection(socket -> {
            int index = sockets++;
            for (int size : ROOMS) {
                if (index < size) {
                    socket.join("room" + size);
                }
            }
            socket.on("echo", event -> socket.emit("echo", event.arg(0)));
        });
    }

    private Scheduler scheduler() {
        return (task, delay) -> {
            var future = timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        };
    }

    CoreServer server() {
        return server;
    }

    /** @param args the largest number of sockets */
    public static void main(String[] args) throws InterruptedException {
        int most = Integer.parseInt(args[0]);
        warmUp(Math.min(20_000, most));
        new Simulation().run(most);
        System.exit(0);
    }

    /** What the first connections load and compile is not theirs. */
    private static void warmUp(int sockets) throws InterruptedException {
        Simulation warmUp = new Simulation();
        warmUp.connect(sockets);
        warmUp.nanosPerDelivery("");
        for (int size : ROOMS) {
            warmUp.nanosPerDelivery("room" + size);
        }
        // Its thread would keep all of them in the heap.
        warmUp.timers.shutdownNow();
        warmUp.timers.awaitTermination(1, TimeUnit.MINUTES);
    }

    private void run(int most) {
        long empty = liveBytes();
        for (int step : STEPS) {
            if (step > most) {
                break;
            }
            int added = step - sockets;
            long all = processNanos();
            long start = cpuNanos();
            connect(added);
            double nanos = cpuNanos() - start;
            double collector = processNanos() - all - nanos;
            StringBuilder line = new StringBuilder()
                    .append(step)
                    .append('\t')
                    .append((liveBytes() - empty) / step)
                    .append('\t')
                    .append(nanos / added)
                    .append('\t')
                    .append(collector / added)
                    .append('\t')
                    .append(nanosPerDelivery(""));
            for (int size : ROOMS) {
                line.append('\t').append(nanosPerDelivery("room" + size));
            }
            System.out.println(line);
        }
    }

    private void connect(int count) {
        int first = sockets;
        for (int i = 0; i < count; i++) {
            new SimulatedClient(this, first + i).join();
        }
        if (sockets != first + count) {
            throw new IllegalStateException("Expected " + (first + count) + " sockets, got " + sockets);
        }
    }

    /** The fastest of several broadcasts: what else runs on the machine can only add to it. @param room empty: to everybody */
    private double nanosPerDelivery(String room) {
        double least = Double.MAX_VALUE;
        long begin = cpuNanos();
        for (int i = 0; i < MOST_ROUNDS && (i < LEAST_ROUNDS || cpuNanos() - begin < LEAST_NANOS); i++) {
            long before = delivered;
            long start = cpuNanos();
            if (room.isEmpty()) {
                server.emit("b", ARGUMENT);
            } else {
                server.to(room).emit("b", ARGUMENT);
            }
            least = Math.min(least, (cpuNanos() - start) / (double) (delivered - before));
        }
        return least;
    }

    private static long liveBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long processNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Returns how many sockets are in each room. */
    public static int[] rooms() {
        return ROOMS.clone();
    }

    /**
     * One line of the output.
     *
     * @param bytes of live heap per socket
     * @param connectNanos of one connection
     * @param collectorNanos CPU time of collector and compiler meanwhile, for one connection
     * @param deliveryNanos of one delivery of a broadcast: to everybody, then to each room
     */
    public record Step(int sockets, double bytes, double connectNanos, double collectorNanos, double[] deliveryNanos) {

        public static Step parse(String line) {
            String[] words = line.split("\t");
            double[] deliveries = new double[words.length - 4];
            for (int i = 0; i < deliveries.length; i++) {
                deliveries[i] = Double.parseDouble(words[i + 4]);
            }
            return new Step(
                    Integer.parseInt(words[0]),
                    Double.parseDouble(words[1]),
                    Double.parseDouble(words[2]),
                    Double.parseDouble(words[3]),
                    deliveries);
        }

        public double kibibytes() {
            return bytes / KIB;
        }
    }
}
