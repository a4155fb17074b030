package io.socketio.jakarta.internal.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What operators read while a test runs: the library's warnings, each as its message and the class of its exception. */
public final class WarningLog implements AutoCloseable {

    private final Logger logger = Logger.getLogger("io.socketio.jakarta");
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord warning) {
            if (warning.getLevel().intValue() >= Level.WARNING.intValue()) {
                Throwable thrown = warning.getThrown();
                warnings.add(warning.getMessage()
                        + (thrown == null ? "" : ": " + thrown.getClass().getSimpleName()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public WarningLog() {
        logger.addHandler(handler);
    }

    /** The warnings since the last call. */
    public List<String> taken() {
        synchronized (warnings) {
            List<String> all = List.copyOf(warnings);
            warnings.clear();
            return all;
        }
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
