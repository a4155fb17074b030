package io.socketio.jakarta.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The warnings of Weld while a test runs: in this JVM, or in the log file of WildFly. */
final class WeldWarnings extends Handler implements AutoCloseable {

    private static final Logger WELD = Logger.getLogger("org.jboss.weld");

    private final List<String> warnings = new ArrayList<>();
    private final int linesBefore;

    WeldWarnings() throws IOException {
        linesBefore = lines().size();
        WELD.addHandler(this);
    }

    private static List<String> lines() throws IOException {
        return "wildfly".equals(System.getProperty("arquillian.launch"))
                ? Files.readAllLines(Path.of(System.getProperty("jboss.home"), "standalone/log/server.log"))
                : List.of();
    }

    synchronized List<String> all() throws IOException {
        List<String> all = new ArrayList<>(warnings);
        List<String> lines = lines();
        lines.subList(linesBefore, lines.size()).stream()
                .filter(line -> line.contains(" WARN ") && line.contains("WELD-"))
                .forEach(all::add);
        return all;
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            warnings.add(entry.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        WELD.removeHandler(this);
    }
}
