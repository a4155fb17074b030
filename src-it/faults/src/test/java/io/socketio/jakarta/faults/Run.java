package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * One run on one container and JDK, and its files below {@code target/reliability}: a table to read, and the same with tabs for
 * {@link ReliabilityPage}.
 */
record Run(String server, Form form) {

    static final String ENDING = ".tsv";
    static final String TAB = "\t";

    void write(List<Result> results) throws IOException {
        Path folder = Files.createDirectories(Server.buildFolder().resolve("reliability"));
        String name = Server.container() + "-" + Server.WEBSOCKET + "-"
                + Runtime.version().feature();
        List<String> lines = new ArrayList<>();
        lines.add(String.join(
                TAB,
                server + (Server.WEBSOCKET.equals("endpoint") ? "" : ", " + Server.WEBSOCKET) + ", JDK "
                        + Runtime.version().feature(),
                form.name(),
                Server.HEAP,
                LocalDate.now(ZoneOffset.UTC).toString(),
                processor()));
        List<String> table = new ArrayList<>();
        table.add("| Fault | Load | Promise | Measured |");
        table.add("|---|---|---|---|");
        for (Result result : results) {
            Line line = result.line();
            lines.add(String.join(TAB, line.fault(), line.load(), line.promise(), result.cell()));
            table.add(result.toString());
        }
        Files.write(folder.resolve(name + ENDING), lines);
        Files.write(folder.resolve(name + ".md"), table);
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        String model = !Files.exists(file)
                ? System.getProperty("os.arch")
                : Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).trim())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
        return Runtime.getRuntime().availableProcessors() + " cores, " + model;
    }
}
