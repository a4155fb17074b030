package io.socketio.jakarta.benchmarks.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.benchmarks.load.ClusterTraffic;
import io.socketio.jakarta.benchmarks.load.LoadLoop;
import io.socketio.jakarta.benchmarks.load.Payload;
import io.socketio.jakarta.benchmarks.load.Target;
import io.socketio.jakarta.processes.CommandProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The traffic and the table of {@code run --cluster}. The clusters themselves are those of src-it/cluster. */
class ClusterBenchmarkIT {

    private static final Path MODULE = Path.of(System.getProperty("benchmarks.module"));
    private static final int CLIENTS = 10;

    @Test
    void everyMemberOfARoomGetsEveryBroadcastOnceAndInOrder() throws Exception {
        Path output = MODULE.resolve("target/benchmarks");
        Files.createDirectories(output);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dbenchmarks.rooms=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.socketio.jakarta.benchmarks.server.ServerMain",
                "upgrade");
        try (CommandProcess server = new CommandProcess(command, output.resolve("cluster-traffic.log"));
                LoadLoop loop = new LoadLoop()) {
            Target target = Target.local(server.port());
            // One server with the clients of two is a cluster that always works.
            ClusterTraffic traffic =
                    new ClusterTraffic(loop, List.of(target, target), CLIENTS, Payload.STRING.json(85));
            traffic.start();
            assertEquals(0, traffic.count());
            traffic.send(false, 200);
            loop.runFor(Duration.ofSeconds(1));
            traffic.drain();
            long toRooms = traffic.count();
            assertTrue(toRooms > 0 && toRooms % 10 == 0, toRooms + " deliveries to rooms of 10");
            traffic.send(true, 50);
            loop.runFor(Duration.ofSeconds(1));
            traffic.drain();
            long toAll = traffic.count() - toRooms;
            assertTrue(toAll > 0 && toAll % (2 * CLIENTS) == 0, toAll + " deliveries to all");
            assertTrue(traffic.latencies().percentile(0.5) > 0);
            traffic.close();
        }
    }

    @Test
    void tableSaysWhatIsMetAndWhoHasNotKeptUp() {
        Options options = Options.parse(List.of("--cluster", "--adapters", "sharded,postgres", "--seconds", "5"));
        assertEquals(EnumSet.of(Adapter.SHARDED, Adapter.POSTGRES), options.adapters());
        Table table = new Table(options);
        Adapter.Shape rooms = Adapter.SHARDED.shapes().get(0);
        table.add(Adapter.SHARDED, rooms, round(8, 1000), round(10, 1000));
        table.add(Adapter.SHARDED, Adapter.SHARDED.shapes().get(1), round(11, 10), round(10, 10));
        table.add(Adapter.STREAMS, rooms, round(8, 600), round(10, 1000));
        String markdown = table.markdown();
        assertTrue(
                markdown.contains(
                        "| sharded | 1,000 a second to rooms of 10 | 8.0 | 10.0 | 0.80 | 1.00 | 1.00 | 2.00 | 2.00 | met |"),
                markdown);
        assertTrue(markdown.contains("| 1.10 | 1.00 | 1.00 | 2.00 | 2.00 | **missed** |"), markdown);
        assertTrue(markdown.contains("| only 600 and 1,000 a second delivered |"), markdown);
        assertTrue(markdown.contains("indications only"), markdown);
        assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("--nodes", "3")));
    }

    @Test
    void medianIsThatOfEachFigure() {
        assertEquals(round(9, 1000), Round.median(List.of(round(30, 900), round(8, 1100), round(9, 1000))));
    }

    private static Round round(double cost, double perSecond) {
        return new Round(cost, 100, perSecond, 1, 2, 30, 1, 20, 25);
    }
}
