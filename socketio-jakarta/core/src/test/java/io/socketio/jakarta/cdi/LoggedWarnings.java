package io.socketio.jakarta.cdi;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the library logs at WARNING and above while this is open. */
final class LoggedWarnings extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("io.socketio.jakarta");
    private final List<String> messages = new CopyOnWriteArrayList<>();

    LoggedWarnings() {
        setLevel(Level.WARNING);
        logger.addHandler(this);
    }

    /** Those with a code. */
    List<String> of(String code) {
        return messages.stream().filter(message -> message.startsWith(code)).toList();
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            messages.add(new SimpleFormatter().formatMessage(entry));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
