package io.socketio.jakarta.benchmarks.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Where the time and the memory of a recorded server went: a table for each scenario, so that two versions can be set side by side. */
final class Profile {

    private static final int LINES = 12;
    private static final String OURS = "io.socketio.jakarta.";
    private static final String HARNESS = "io.socketio.jakarta.benchmarks.";

    /** Threads of a pool park on one while they have nothing to do; that is no lock. */
    private static final String CONDITION = "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject";

    /** Native methods in which a thread waits; a sample of them is no work. */
    private static final Set<String> WAITING =
            Set.of("sun.nio.ch.EPoll.wait", "sun.nio.ch.Net.accept", "java.io.FileInputStream.readBytes");

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
                "-XX:StartFlightRecording=settings=profile,dumponexit=true,jdk.JavaMonitorEnter#threshold=0ms,filename="
                        + recording);
    }

    void print(PrintStream out, Peer peer, Windows windows) throws IOException {
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        for (Scenario scenario : windows.scenarios()) {
            print(out, peer, scenario, windows, events);
        }
        out.printf("%nThe recording is %s%n", recording);
    }

    private static void print(
            PrintStream out, Peer peer, Scenario scenario, Windows windows, List<RecordedEvent> events) {
        Shares java = new Shares("Java");
        Shares ours = new Shares("nearest frame of ours");
        Shares nativeCalls = new Shares("native");
        Shares classes = new Shares("bytes, by class");
        Shares sites = new Shares("bytes, by place");
        Shares locks = new Shares("ns in locks");
        for (RecordedEvent event : events) {
            if (!windows.hold(scenario, event.getStartTime())) {
                continue;
            }
            switch (event.getEventType().getName()) {
                case "jdk.ExecutionSample" -> {
                    java.add(top(event, ""), 1);
                    ours.add(top(event, OURS), 1);
                }
                case "jdk.NativeMethodSample" -> {
                    if (!WAITING.contains(method(event))) {
                        nativeCalls.add(top(event, "") + " ← " + caller(event), 1);
                    }
                }
                case "jdk.ObjectAllocationSample" -> {
                    classes.add(event.getClass("objectClass").getName(), event.getLong("weight"));
                    sites.add(top(event, "") + " ← " + top(event, OURS), event.getLong("weight"));
                }
                case "jdk.JavaMonitorEnter" -> locks.add(lock(event, "monitorClass"), nanos(event));
                case "jdk.ThreadPark" -> {
                    if (isLock(event)) {
                        locks.add(lock(event, "parkedClass"), nanos(event));
                    }
                }
                default -> {}
            }
        }
        double units = Math.max(1, windows.count(scenario));
        out.printf(
                Locale.ROOT,
                "%n### Profile: `%s`, %s%n%nFor each %s: %.0f bytes, %.2f thread switches, %.0f ns in locks that another thread held (monitors; others from 10 ms on). %,.0f of them were measured.%n%n",
                peer.id(),
                scenario.title(),
                scenario.unit(),
                classes.total / units,
                windows.switches(scenario) / units,
                locks.total / units,
                units);
        out.print("| Samples of | Share | Where |\n|---|---:|---|\n");
        List.of(java, ours, nativeCalls, classes, sites, locks).forEach(shares -> shares.print(out));
    }

    private static boolean isLock(RecordedEvent event) {
        return event.getClass("parkedClass") != null
                && !event.getClass("parkedClass").getName().equals(CONDITION)
                && event.getClass("parkedClass").getName().startsWith("java.util.concurrent.locks.");
    }

    private static String lock(RecordedEvent event, String type) {
        return event.getClass(type).getName() + " ← " + top(event, OURS);
    }

    private static long nanos(RecordedEvent event) {
        return event.getDuration().toNanos();
    }

    /** The innermost frame whose class begins with the prefix and is not the harness. */
    private static String top(RecordedEvent event, String prefix) {
        RecordedStackTrace stack = event.getStackTrace();
        if (stack != null) {
            for (RecordedFrame frame : stack.getFrames()) {
                String name = name(frame);
                if (name.startsWith(prefix) && !name.startsWith(HARNESS)) {
                    return shortened(name) + ":" + frame.getLineNumber();
                }
            }
        }
        return "(none)";
    }

    private static String method(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        return stack == null || stack.getFrames().isEmpty()
                ? ""
                : name(stack.getFrames().get(0));
    }

    private static String caller(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        int depth = 4;
        return stack == null || stack.getFrames().size() <= depth
                ? "(none)"
                : shortened(name(stack.getFrames().get(depth)));
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    /** The class without its package, and the method. */
    private static String shortened(String name) {
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    /** Sums, largest first. */
    private static final class Shares {

        private final String title;
        private final Map<String, Long> sums = new HashMap<>();
        private long total;

        Shares(String title) {
            this.title = title;
        }

        void add(String name, long amount) {
            sums.merge(name, amount, Long::sum);
            total += amount;
        }

        void print(PrintStream out) {
            sums.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(LINES)
                    .forEach(entry -> out.printf(
                            Locale.ROOT,
                            "| %s | %.1f %% | `%s` |%n",
                            title,
                            100.0 * entry.getValue() / total,
                            entry.getKey()));
        }
    }
}
