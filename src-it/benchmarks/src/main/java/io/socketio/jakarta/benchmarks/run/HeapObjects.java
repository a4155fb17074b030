package io.socketio.jakarta.benchmarks.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which objects idle connections keep: the class histogram of a server with them less the one before. */
final class HeapObjects {

    /** For example {@code   12:   2000   64000  java.lang.String (java.base@17)}. */
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    private static final int LINES = 40;

    private record Amount(long objects, long bytes) {

        Amount minus(Amount other) {
            return new Amount(objects - other.objects, bytes - other.bytes);
        }
    }

    private Map<String, Amount> before = Map.of();
    private Map<String, Amount> with = Map.of();
    private int clients;

    void before(ServerProcess server) throws IOException {
        before = histogram(server.pid());
    }

    void after(ServerProcess server, int connected) throws IOException {
        with = histogram(server.pid());
        clients = connected;
    }

    /** Collects garbage first. */
    private static Map<String, Amount> histogram(long pid) throws IOException {
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        "GC.class_histogram")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, Amount> amounts = new HashMap<>();
        String text = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        text.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                amounts.put(
                        matcher.group(3),
                        new Amount(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
            }
        });
        if (amounts.isEmpty()) {
            throw new IOException("jcmd gave no histogram of process " + pid + ": " + text);
        }
        return amounts;
    }

    void print(PrintStream out, Peer peer) {
        out.printf("%n### Heap of an idle connection: `%s`, %,d connections%n%n", peer.id(), clients);
        out.print("| Bytes | Objects | Class |\n|---:|---:|---|\n");
        Map<String, Amount> added = new HashMap<>();
        with.forEach((name, amount) -> added.put(name, amount.minus(before.getOrDefault(name, new Amount(0, 0)))));
        added.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Amount> entry) -> -entry.getValue().bytes))
                .limit(LINES)
                .forEach(entry -> out.printf(
                        Locale.ROOT,
                        "| %.1f | %.2f | `%s` |%n",
                        entry.getValue().bytes / (double) clients,
                        entry.getValue().objects / (double) clients,
                        entry.getKey()));
        out.printf(
                Locale.ROOT,
                "| %.1f | %.2f | all |%n",
                added.values().stream().mapToLong(Amount::bytes).sum() / (double) clients,
                added.values().stream().mapToLong(Amount::objects).sum() / (double) clients);
    }
}
