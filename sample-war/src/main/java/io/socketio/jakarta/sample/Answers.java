package io.socketio.jakarta.sample;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/** How every application here answers an event that asks for it: {@code {status: "OK", …}} or {@code {status: "!OK", error: "…"}}. */
final class Answers {

    private static final Logger LOG = System.getLogger(Answers.class.getName());

    private Answers() {}

    /** A listener that may throw {@link BadInput}: the sender is told, and nobody else notices. */
    static EventListener answering(EventListener listener) {
        return event -> {
            try {
                listener.onEvent(event);
            } catch (BadInput e) {
                LOG.log(
                        Level.DEBUG,
                        () -> "Refused '" + event.name() + "' of "
                                + event.socket().id() + ": " + e.getMessage());
                error(event, e.getMessage());
            }
        };
    }

    static void ok(Event event) {
        event.ack(Map.of("status", "OK"));
    }

    static void ok(Event event, String name, Object value) {
        event.ack(Map.of("status", "OK", name, value));
    }

    static void error(Event event, String message) {
        event.ack(Map.of("status", "!OK", "error", message));
    }
}
