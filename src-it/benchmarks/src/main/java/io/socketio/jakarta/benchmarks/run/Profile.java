package io.socketio.jakarta.benchmarks.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Where the time and the garbage of a recorded server went, for each scenario. */
final class Profile {

    private static final int LINES = 15;
    private static final String OURS = "io.socketio.jakarta.";
    private static final String HARNESS = "io.socketio.jakarta.benchmarks.";

    private final Path recording;

    Profile(Path recording) {
        this.recording = recording;
    }

    /** For the JVM's command line; the recording is written when the server ends. */
    static List<String> jvmArguments(Path recording) {
        return List.of(
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints",
                "-Xlog:jfr*=off",
                "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording);
    }

    void print(PrintStream out, Peer peer, Windows windows) throws IOException {
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        windows.all().forEach((scenario, window) -> {
            Table java = new Table();
            Table javaOurs = new Table();
            Table nativeCalls = new Table();
            Table classes = new Table();
            Table sites = new Table();
            for (RecordedEvent event : events) {
                if (!window.holds(event.getStartTime())) {
                    continue;
                }
                switch (event.getEventType().getName()) {
                    case "jdk.ExecutionSample" -> {
                        java.add(top(event, ""), 1);
                        javaOurs.add(top(event, OURS), 1);
                    }
                    case "jdk.NativeMethodSample" -> nativeCalls.add(top(event, "") + " ← " + caller(event), 1);
                    case "jdk.ObjectAllocationSample" -> {
                        long weight = event.getLong("weight");
                        classes.add(event.getClass("objectClass").getName(), weight);
                        sites.add(top(event, "") + " ← " + top(event, OURS), weight);
                    }
                    default -> {}
                }
            }
            out.printf("%n### Profile: %s, %s%n", peer.title(), scenario.title());
            java.print(out, "Hottest frames (samples of running Java code)");
            javaOurs.print(out, "Nearest frame of ours under them");
            nativeCalls.print(out, "Native calls (samples; waiting included)");
            classes.print(out, "Allocated classes (bytes)");
            sites.print(out, "Allocation sites, and the nearest frame of ours (bytes)");
        });
        out.printf("%nThe recording is %s%n", recording);
    }

    /** The innermost frame whose class begins with the prefix and is not the harness. */
    private static String top(RecordedEvent event, String prefix) {
        RecordedStackTrace stack = event.getStackTrace();
        if (stack != null) {
            for (RecordedFrame frame : stack.getFrames()) {
                String name = name(frame);
                if (name.startsWith(prefix) && !name.startsWith(HARNESS)) {
                    return name + ":" + frame.getLineNumber();
                }
            }
        }
        return "(none)";
    }

    private static String caller(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        int depth = 4;
        return stack == null || stack.getFrames().size() <= depth
                ? "(none)"
                : name(stack.getFrames().get(depth));
    }

    private static String name(@Nullable RecordedFrame frame) {
        return frame == null
                ? "(none)"
                : frame.getMethod().getType().getName() + "."
                        + frame.getMethod().getName();
    }

    /** Sums, largest first. */
    private static final class Table {

        private final Map<String, Long> sums = new HashMap<>();
        private long total;

        void add(String name, long amount) {
            sums.merge(name, amount, Long::sum);
            total += amount;
        }

        void print(PrintStream out, String title) {
            out.printf("%n%s, of %,d:%n", title, total);
            sums.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(LINES)
                    .forEach(entry -> out.printf("  %5.1f %%  %s%n", 100.0 * entry.getValue() / total, entry.getKey()));
        }
    }
}
