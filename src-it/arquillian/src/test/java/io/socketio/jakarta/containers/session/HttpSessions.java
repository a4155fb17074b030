package io.socketio.jakarta.containers.session;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what the container makes, and ends it. */
@WebListener
public class HttpSessions implements HttpSessionListener {

    private static final AtomicInteger MADE = new AtomicInteger();

    private static final ConcurrentMap<String, HttpSession> PRESENT = new ConcurrentHashMap<>();

    static int made() {
        return MADE.get();
    }

    /** @param id that of the beginning */
    static void end(String id) {
        Objects.requireNonNull(PRESENT.get(id)).invalidate();
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        MADE.incrementAndGet();
        PRESENT.put(event.getSession().getId(), event.getSession());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        PRESENT.remove(event.getSession().getId());
    }
}
