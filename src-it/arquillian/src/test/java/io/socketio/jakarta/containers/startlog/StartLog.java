package io.socketio.jakarta.containers.startlog;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to the library's log from before its first word. */
public class StartLog extends Handler implements Extension {

    static final Queue<String> MESSAGES = new ConcurrentLinkedQueue<>();

    private final Logger logger = Logger.getLogger("io.socketio.jakarta");

    void listen(@Observes BeforeBeanDiscovery start) {
        logger.addHandler(this);
    }

    void stop(@Observes BeforeShutdown end) {
        logger.removeHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        MESSAGES.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
