package io.socketio.jakarta.containers.beans;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** One for each call of a handler. */
@RequestScoped
public class Errand {

    @Inject
    Notes notes;

    private int calls;

    public int call() {
        return ++calls;
    }

    @PreDestroy
    void end() {
        notes.add("errands", "errand ends after " + calls);
    }
}
