package io.socketio.jakarta.benchmarks.cluster;

import io.socketio.jakarta.benchmarks.load.LoadLoop;
import io.socketio.jakarta.benchmarks.run.WarmUp;
import io.socketio.jakarta.processes.CommandProcess;
import io.socketio.jakarta.processes.NodePackages;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Two servers of ours and two reference servers, each pair in a cluster with the same adapter, get the same load in turn; prints a table. Started by
 * {@code src-it/benchmarks/run --cluster}. While they are measured, and in the second part of their warm-up, the servers are pinned to core 0; the stores
 * run beside the load generator on core 1.
 */
public final class ClusterBenchmark {

    private static final String CLASS_PATH = "java.class.path";
    private static final Duration WARM_UP_SLICE = Duration.ofSeconds(2);

    private final Options options;
    private final PrintStream out;
    /** The module with the tests of clusters: it has the packages of the reference server, and the class path of the stores' clients. */
    private final Path clusters;

    private final Path scripts;
    private final Path output;

    /** The kinds of servers, by the name in the table. */
    enum Kind {
        JAVA,
        /** Ours, of another working tree. */
        BESIDE,
        NODE
    }

    private ClusterBenchmark(Options options, Path module, PrintStream out) {
        this.options = options;
        this.out = out;
        clusters = module.resolveSibling("cluster");
        scripts = clusters.resolve("src/test/node");
        output = module.resolve("target/benchmarks/cluster");
    }

    /** The system property {@code benchmarks.module} is the folder of this module. @param args see {@link Options} */
    public static void main(String[] args) throws Exception {
        Path module = Path.of(System.getProperty("benchmarks.module")).toAbsolutePath();
        new ClusterBenchmark(Options.parse(List.of(args)), module, System.out).run();
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(output);
        NodePackages.install(scripts, output.resolve("npm-ci.log"));
        Table table = new Table(options);
        try (Stores stores = new Stores(scripts, output)) {
            for (Adapter adapter : options.adapters()) {
                measure(adapter, stores, table);
            }
        }
        String markdown = table.markdown();
        Path file = output.resolve("cluster.md");
        Files.writeString(file, markdown);
        out.println();
        out.println(markdown);
        out.println("Saved as " + file);
    }

    private void measure(Adapter adapter, Stores stores, Table table) throws IOException {
        try (LoadLoop loop = new LoadLoop();
                Pair java = pair(loop, stores, adapter, this::java);
                Pair beside = options.beside() == null ? null : pair(loop, stores, adapter, this::beside);
                Pair node = pair(loop, stores, adapter, this::node)) {
            Map<Kind, Pair> pairs = new EnumMap<>(Map.of(Kind.JAVA, java, Kind.NODE, node));
            if (beside != null) {
                pairs.put(Kind.BESIDE, beside);
            }
            // Clients answer pings only while this process listens to them, so they come when all servers run.
            pairs.values().forEach(Pair::connect);
            for (Map.Entry<Kind, Pair> each : pairs.entrySet()) {
                out.printf(
                        "%s, %s: warm after %d s%n",
                        adapter.id(), each.getKey(), warmUp(each.getKey(), each.getValue(), adapter));
            }
            for (Adapter.Shape shape : adapter.shapes()) {
                Map<Kind, List<Round>> rounds = new EnumMap<>(Kind.class);
                for (int i = 0; i < options.rounds(); i++) {
                    for (Map.Entry<Kind, Pair> each : pairs.entrySet()) {
                        Round round = each.getValue().measure(shape, options.time(), options.receivers(shape));
                        rounds.computeIfAbsent(each.getKey(), any -> new ArrayList<>())
                                .add(round);
                        tell(adapter, shape, each.getKey(), round);
                    }
                }
                table.add(adapter, shape, Round.median(rounds.get(Kind.JAVA)), Round.median(rounds.get(Kind.NODE)));
            }
        }
    }

    private Pair pair(LoadLoop loop, Stores stores, Adapter adapter, Start start) throws IOException {
        return new Pair(
                loop,
                stores.start(adapter.store()),
                (number, store) -> start.start(adapter, number, store),
                options.clients());
    }

    private interface Start {

        CommandProcess start(Adapter adapter, int number, String store) throws IOException;
    }

    /**
     * Warms a pair up, one shape after the other, until its compilers rest and its cost no longer falls: first at a higher rate and on all cores, because
     * compilers count calls and not seconds, then at the rate and on the core that are measured, where other branches are taken and compiled. @return seconds
     */
    private long warmUp(Kind kind, Pair pair, Adapter adapter) throws IOException {
        long begin = System.nanoTime();
        warmUp(pair, adapter, adapter.warmUpRate(kind), WarmUp::isCompiled);
        if (options.pinned()) {
            pair.pin();
        }
        warmUp(pair, adapter, 1, WarmUp::isOver);
        return Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    }

    private void warmUp(Pair pair, Adapter adapter, double rate, Predicate<WarmUp> isOver) throws IOException {
        WarmUp warmUp = new WarmUp();
        Duration slice = WARM_UP_SLICE.multipliedBy(adapter.shapes().size());
        long begin = System.nanoTime();
        do {
            double cost = 0;
            double compilerShare = 0;
            for (Adapter.Shape shape : adapter.shapes()) {
                Round round = pair.measure(shape.times(rate), WARM_UP_SLICE, options.receivers(shape));
                cost += round.costMicros();
                compilerShare = Math.max(compilerShare, round.compilerShare());
            }
            warmUp.add(slice, cost, compilerShare);
        } while (!isOver.test(warmUp)
                && System.nanoTime() - begin < options.warmUp().toNanos());
    }

    private void tell(Adapter adapter, Adapter.Shape shape, Kind kind, Round round) {
        out.printf(
                Locale.ROOT,
                "%s, %s, %s: %.1f µs per delivery, store %.0f µs per broadcast, %.0f a second, p50 %.2f ms, p99 %.2f ms; compiler %d ms, %.1f thread switches per broadcast, other work %.0f %% of a core%n",
                adapter.id(),
                shape.title(),
                kind.name().toLowerCase(Locale.ROOT),
                round.costMicros(),
                round.storeMicros(),
                round.perSecond(),
                round.p50Millis(),
                round.p99Millis(),
                round.compilerMillis(),
                round.switches(),
                round.othersPercent());
    }

    // ---- Commands

    private CommandProcess java(Adapter adapter, int number, String store) throws IOException {
        return java(adapter, "java" + number, store, classPath());
    }

    private CommandProcess beside(Adapter adapter, int number, String store) throws IOException {
        String other = Objects.requireNonNull(options.beside()).toRealPath().toString();
        Path tree = clusters.getParent().getParent().toRealPath();
        return java(adapter, "beside" + number, store, classPath().replace(tree.toString(), other));
    }

    private CommandProcess java(Adapter adapter, String name, String store, String classPath) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms512m",
                "-Xmx512m",
                "-Dbenchmarks.rooms=true",
                "-Dbenchmarks.cluster=" + adapter.setting(store)));
        if (options.profile()) {
            command.addAll(List.of(
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:+DebugNonSafepoints",
                    "-Xlog:jfr*=off",
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                            + output.resolve(adapter.id() + "-" + name + ".jfr")));
        }
        command.addAll(List.of("-cp", classPath, "io.socketio.jakarta.benchmarks.server.ServerMain", "upgrade"));
        return start(command, adapter.id() + "-" + name);
    }

    /** That of this process, and the clients of the stores with their own version of Netty, which is not that of netty-socketio. */
    private String classPath() throws IOException {
        String own = Arrays.stream(System.getProperty(CLASS_PATH).split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("netty"))
                .collect(Collectors.joining(File.pathSeparator));
        return own
                + File.pathSeparator
                + Files.readString(clusters.resolve("target/class-path")).strip();
    }

    private CommandProcess node(Adapter adapter, int number, String store) throws IOException {
        List<String> command =
                List.of("node", scripts.resolve("load-server.mjs").toString(), adapter.id(), store);
        return start(command, adapter.id() + "-node" + number);
    }

    private CommandProcess start(List<String> command, String name) throws IOException {
        List<String> whole = new ArrayList<>();
        if (options.pinned()) {
            // This process has a core of its own, which its children would inherit.
            whole.addAll(List.of("taskset", "-c", "0,1"));
        }
        whole.addAll(command);
        return new CommandProcess(whole, output.resolve(name + ".log"));
    }
}
