package io.socketio.jakarta.benchmarks.run;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How busy the whole machine is: figures that were taken beside other work are worth less, because they share caches and cores with it. */
public final class Machine {

    private static final Path STAT = Path.of("/proc/stat");
    private static final long NANOS_PER_TICK = 10_000_000;
    private static final List<Integer> BUSY_FIELDS = List.of(1, 2, 3, 6, 7, 8);

    private static final int OTHER_FILES = 300;

    /** Of HotSpot; the kernel cuts the names off after 15 characters. */
    private static final String COMPILER_THREAD = "CompilerThre";

    /** Of {@code /proc/.../stat}, behind the name. */
    private static final int USER_FIELD = 11;

    private static final int SYSTEM_FIELD = 12;

    private Machine() {}

    /** CPU time of all processes on all cores since boot: user, nice, system, interrupts, and what the hypervisor took. */
    public static long busyNanos() {
        try (var lines = Files.lines(STAT)) {
            String[] fields = lines.findFirst().orElse("").split("\\s+");
            return BUSY_FIELDS.stream()
                            .mapToLong(field -> Long.parseLong(fields[field]))
                            .sum()
                    * NANOS_PER_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CPU time of this process. */
    public static long ownNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** CPU time of the compilers of a JVM so far; zero for other processes. */
    public static Duration compilers(long pid) throws IOException {
        long ticks = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                int nameEnd = stat.lastIndexOf(')');
                if (stat.substring(0, nameEnd).contains(COMPILER_THREAD)) {
                    String[] fields = stat.substring(nameEnd + 2).split(" ");
                    ticks += Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[SYSTEM_FIELD]);
                }
            }
        } catch (NoSuchFileException e) {
            // A thread has ended meanwhile.
            return compilers(pid);
        }
        return Duration.ofNanos(ticks * NANOS_PER_TICK);
    }

    /** Server and load generator need one open file for each connection, and inherit the same limit. */
    static void requireFiles(int clients) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < clients + OTHER_FILES) {
            throw new IllegalStateException("Each process may open " + system.getMaxFileDescriptorCount() + " files, "
                    + clients + " connections need " + (clients + OTHER_FILES)
                    + ": raise the hard limit (ulimit -Hn) or hold fewer (--connections, --largest)");
        }
    }
}
