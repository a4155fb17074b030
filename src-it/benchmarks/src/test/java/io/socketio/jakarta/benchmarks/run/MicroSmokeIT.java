package io.socketio.jakarta.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Every micro benchmark runs, for a moment and in this process. No figure is looked at: those are taken by the script {@code micro} alone. */
class MicroSmokeIT {

    @Test
    void everyBenchmarkRuns() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("io\\.socketio\\.jakarta\\.benchmarks\\.micro\\.")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(10))
                        .shouldFailOnError(true)
                        .build())
                .run();
        Set<String> names = new TreeSet<>();
        results.forEach(result -> names.add(result.getParams().getBenchmark().replaceFirst(".*micro\\.", "")));
        assertEquals(
                Set.of(
                        "FrameBenchmark.read",
                        "FrameBenchmark.write",
                        "PacketBenchmark.bindObject",
                        "PacketBenchmark.decode",
                        "PacketBenchmark.encode",
                        "PacketBenchmark.encodeBean",
                        "QueueBenchmark.inBatches",
                        "QueueBenchmark.oneByOne",
                        "SelectionBenchmark.everybody",
                        "SelectionBenchmark.oneRoom",
                        "SelectionBenchmark.roomsThatOverlap"),
                names);
    }
}
