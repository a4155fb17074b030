package io.socketio.jakarta.containers.session;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/** One for each HttpSession. */
@SessionScoped
public class Cart implements Serializable {

    private static final long serialVersionUID = 1L;

    private final AtomicInteger items = new AtomicInteger();

    public int add() {
        return items.incrementAndGet();
    }

    public int size() {
        return items.get();
    }
}
