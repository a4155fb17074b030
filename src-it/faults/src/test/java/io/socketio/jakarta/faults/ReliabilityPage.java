package io.socketio.jakarta.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Writes the table of all runs below {@code target/reliability} into docs/reliability.md, between its two marks. */
final class ReliabilityPage {

    private static final String BEGIN = "<!-- written by src-it/faults/page: begin -->\n";
    private static final String END = "<!-- end -->";

    private ReliabilityPage() {}

    /** @param args the folder of the runs, and the page */
    public static void main(String[] args) throws IOException {
        Path page = Path.of(args[1]);
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IOException(page + " needs the lines '" + BEGIN.trim() + "' and '" + END + "'");
        }
        Files.writeString(page, text.substring(0, begin) + table(runs(Path.of(args[0]))) + text.substring(end));
    }

    /** The lines of each run, split at the tabs; the first is about the run itself. */
    private static List<List<String[]>> runs(Path folder) throws IOException {
        List<List<String[]>> runs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(Run.ENDING))
                    .sorted()
                    .toList()) {
                runs.add(Files.readAllLines(file).stream()
                        .map(line -> line.split(Run.TAB, -1))
                        .toList());
            }
        }
        if (runs.isEmpty()) {
            throw new IOException("no runs in " + folder);
        }
        return runs;
    }

    private static String table(List<List<String[]>> runs) {
        TreeSet<String> conditions = new TreeSet<>();
        Map<String, List<String>> measured = new LinkedHashMap<>();
        for (List<String[]> run : runs) {
            String[] about = run.get(0);
            conditions.add(about[3] + " on " + about[4] + "; the server with a heap of " + about[2] + "; "
                    + (about[1].equals(Form.LONG.name()) ? "long" : "short") + " form");
            for (String[] line : run.subList(1, run.size())) {
                measured.computeIfAbsent(String.join(" | ", line[0], line[1], line[2]), fault -> new ArrayList<>())
                        .add(about[0] + ": " + line[3]);
            }
        }
        StringBuilder text = new StringBuilder();
        conditions.forEach(condition -> text.append(condition).append(".\n"));
        text.append("\n| Fault | Load | Promise | Measured |\n|---|---|---|---|\n");
        measured.forEach((line, cells) -> text.append("| ")
                .append(line)
                .append(" | ")
                .append(String.join("<br>", cells))
                .append(" |\n"));
        return text.append('\n').toString();
    }
}
