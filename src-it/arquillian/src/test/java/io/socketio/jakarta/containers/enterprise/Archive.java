package io.socketio.jakarta.containers.enterprise;

import jakarta.ejb.Singleton;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Tells of what it stores by a CDI event. */
@Singleton
public class Archive {

    /** What was stored. */
    public record Stored(String text) {}

    @Inject
    Event<Stored> stored;

    public void store(String text) {
        stored.fire(new Stored(text));
    }
}
