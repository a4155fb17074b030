package io.socketio.jakarta.containers.session;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what the container makes. */
@WebListener
public class HttpSessions implements HttpSessionListener {

    private static final AtomicInteger MADE = new AtomicInteger();

    static int made() {
        return MADE.get();
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        MADE.incrementAndGet();
    }
}
