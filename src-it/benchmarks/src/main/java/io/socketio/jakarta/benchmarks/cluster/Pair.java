package io.socketio.jakarta.benchmarks.cluster;

import io.socketio.jakarta.benchmarks.load.ClusterTraffic;
import io.socketio.jakarta.benchmarks.load.Latencies;
import io.socketio.jakarta.benchmarks.load.LoadLoop;
import io.socketio.jakarta.benchmarks.load.Payload;
import io.socketio.jakarta.benchmarks.load.Target;
import io.socketio.jakarta.benchmarks.run.Machine;
import io.socketio.jakarta.benchmarks.run.ThreadSwitches;
import io.socketio.jakarta.processes.CommandProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two servers of one kind in a cluster on a store of their own, and their clients. */
final class Pair implements AutoCloseable {

    static final int SERVERS = 2;
    private static final int PAYLOAD_BYTES = 85;

    private final LoadLoop loop;
    private final Stores.Store store;
    private final List<CommandProcess> servers = new ArrayList<>();
    private final List<ThreadSwitches> switches = new ArrayList<>();
    private final ClusterTraffic traffic;

    /** Starts the servers. @param clients of each server */
    Pair(LoadLoop loop, Stores.Store store, Launcher launcher, int clients) throws IOException {
        this.loop = loop;
        this.store = store;
        for (int i = 0; i < SERVERS; i++) {
            CommandProcess server = launcher.start(i, store.address());
            servers.add(server);
            switches.add(new ThreadSwitches(server.pid()));
        }
        List<Target> targets =
                servers.stream().map(each -> Target.local(each.port())).toList();
        traffic = new ClusterTraffic(loop, targets, clients, Payload.STRING.json(PAYLOAD_BYTES));
    }

    /** Connects the clients, and returns when events pass between all of them. */
    void connect() {
        traffic.start();
    }

    /** Starts servers of one kind. */
    @FunctionalInterface
    interface Launcher {

        CommandProcess start(int number, String store) throws IOException;
    }

    /** Leaves the servers one core, from now on. */
    void pin() throws IOException {
        for (CommandProcess each : servers) {
            Process taskset = new ProcessBuilder(
                            "taskset", "--all-tasks", "--cpu-list", "--pid", "0", String.valueOf(each.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (taskset.onExit().join().exitValue() != 0) {
                throw new IOException("taskset has failed; --unpinned does without it");
            }
        }
    }

    /** Sends for so long. @param receivers of each broadcast */
    Round measure(Adapter.Shape shape, Duration time, int receivers) throws IOException {
        Latencies latencies = traffic.latencies();
        latencies.reset();
        Duration compilersBefore = compilers();
        long deliveredBefore = traffic.count();
        long cpuBefore = cpuNanos();
        long storeBefore = store.cpu().toNanos();
        long othersBefore = Machine.busyNanos() - Machine.ownNanos();
        long switchesBefore = switches();
        long begin = System.nanoTime();
        traffic.send(shape.toEverybody(), shape.perSecond());
        loop.runFor(time);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long delivered = traffic.count() - deliveredBefore;
        traffic.drain();
        // What is under way at the end is drained and paid for, so it counts.
        long all = traffic.count() - deliveredBefore;
        long cpu = cpuNanos() - cpuBefore;
        long storeCpu = store.cpu().toNanos() - storeBefore;
        long others = Machine.busyNanos() - Machine.ownNanos() - othersBefore - cpu - storeCpu;
        long compiler = compilers().minus(compilersBefore).toNanos();
        return new Round(
                cpu / 1e3 / all,
                storeCpu / 1e3 / all * receivers,
                delivered / seconds / receivers,
                latencies.percentile(0.5) / 1e6,
                latencies.percentile(0.99) / 1e6,
                compiler / 1_000_000,
                (double) compiler / cpu,
                (double) (switches() - switchesBefore) / all * receivers,
                others / seconds / 1e7);
    }

    private long cpuNanos() {
        return servers.stream().mapToLong(each -> each.cpu().toNanos()).sum();
    }

    private long switches() throws IOException {
        long sum = 0;
        for (ThreadSwitches each : switches) {
            sum += each.count();
        }
        return sum;
    }

    private Duration compilers() throws IOException {
        Duration sum = Duration.ZERO;
        for (CommandProcess each : servers) {
            sum = sum.plus(Machine.compilers(each.pid()));
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        traffic.close();
        for (CommandProcess each : servers) {
            each.close();
        }
    }
}
