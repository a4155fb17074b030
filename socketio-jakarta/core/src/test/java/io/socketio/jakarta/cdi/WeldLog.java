package io.socketio.jakarta.cdi;

import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The warnings of Weld and of Tomcat while a test runs, counted by their first word: the code, such as WELD-000225. */
final class WeldLog extends Handler implements AutoCloseable {

    private static final Logger WELD = Logger.getLogger("org.jboss.weld");

    private final Map<String, Integer> counts = new TreeMap<>();

    WeldLog() {
        WeldTomcat.quiet();
        WELD.setLevel(Level.WARNING);
        WELD.setUseParentHandlers(false);
        WELD.addHandler(this);
    }

    synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    @Override
    public synchronized void publish(LogRecord warning) {
        if (warning.getLevel().intValue() >= Level.WARNING.intValue()) {
            counts.merge(String.valueOf(warning.getMessage()).split("[: ]", 2)[0], 1, Integer::sum);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        WELD.removeHandler(this);
        WELD.setUseParentHandlers(true);
        WELD.setLevel(Level.SEVERE);
    }
}
