package io.socketio.jakarta.faults.server;

import io.socketio.jakarta.faults.client.HttpConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Asks the test application what the server holds. */
public final class Diagnostics {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final int MOST_THREADS = 100;

    private final int port;

    /** @param port of the server */
    public Diagnostics(int port) {
        this.port = port;
    }

    /** What the server held at one moment: numbers by name. */
    public record Snapshot(Map<String, Long> numbers) {

        /** Returns a number; 0 when there is none. */
        public long of(String name) {
            return numbers.getOrDefault(name, 0L);
        }

        /**
         * Returns the classes of the library of which there are more objects than before, each with both numbers.
         *
         * @param allowance how many more there may be of a class
         */
        public List<String> moreThan(Snapshot before, ToIntFunction<String> allowance) {
            List<String> more = new ArrayList<>();
            numbers.forEach((name, count) -> {
                if (name.contains(".") && count > before.of(name) + allowance.applyAsInt(name)) {
                    more.add(name.substring(name.lastIndexOf('.') + 1) + " " + before.of(name) + " → " + count);
                }
            });
            return more;
        }
    }

    /** Returns the numbers that cost nothing: sessions, sockets, messages, threads that run a task. */
    public Snapshot now() throws IOException {
        return read("/diagnostics");
    }

    /** Collects garbage and returns all numbers, with the live objects of each class and the live heap. */
    public Snapshot objects() throws IOException {
        return read("/diagnostics?objects");
    }

    /** Writes the heap of the server to a file: its live objects, and what refers to them. */
    public void dumpHeap(Path file) throws IOException {
        Files.deleteIfExists(file);
        read("/diagnostics?dump=" + file);
    }

    /** Wakes all idle threads of the container: the frames of some still hold the last request, and an application that has been taken down. */
    public void wakeThreads() throws IOException {
        List<HttpConnection> connections = new ArrayList<>();
        for (int i = 0; i < MOST_THREADS; i++) {
            HttpConnection connection = new HttpConnection(port);
            connection.write("GET /diagnostics?pause HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            connections.add(connection);
        }
        for (HttpConnection connection : connections) {
            connection.readResponse();
            connection.close();
        }
    }

    private Snapshot read(String path) throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            HttpConnection.Response response = connection.request(path, null);
            if (response.status() != 200) {
                throw new IOException(path + " answered " + response.status());
            }
            Map<String, Long> numbers = new TreeMap<>();
            response.body().lines().forEach(line -> {
                int space = line.lastIndexOf(' ');
                numbers.merge(line.substring(0, space), Long.parseLong(line.substring(space + 1)), Long::sum);
            });
            return new Snapshot(numbers);
        }
    }

    /**
     * Waits until the numbers that cost nothing are as they should be.
     *
     * @return the milliseconds that it took; negative if they were not within this time
     */
    public long await(Predicate<Snapshot> condition, long millis) throws IOException {
        long begin = System.nanoTime();
        while (!condition.test(now())) {
            if (System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(millis)) {
                return -1;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
