package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import java.lang.System.Logger.Level;

/** What the debug log tells of incoming events: names, never payloads. */
final class EventLog {

    private EventLog() {}

    /** The turn of an event has come. */
    static void received(CoreSocket socket, Event event) {
        if (Loggers.SOCKET.isLoggable(Level.DEBUG)) {
            Loggers.SOCKET.log(
                    Level.DEBUG,
                    socket + " sent " + LogText.quoted(event.name()) + (event.hasAck() ? ", to be acknowledged" : ""));
        }
    }

    /** The server has ended the socket before the turn of an event came. */
    static void dropped(CoreSocket socket, Event event) {
        if (Loggers.SOCKET.isLoggable(Level.DEBUG)) {
            Loggers.SOCKET.log(
                    Level.DEBUG,
                    LogText.quoted(event.name()) + " of " + socket + " was dropped: the server has ended the socket");
        }
    }

    /** An event is about to be handed to filters and listeners. Catch-all listeners do not count: they are not there for this event. */
    static void delivering(CoreSocket socket, Event event) {
        if (Loggers.SOCKET.isLoggable(Level.DEBUG)
                && socket.listeners(event.name()).isEmpty()
                && !socket.context().filters().handle(event)) {
            Loggers.SOCKET.log(
                    Level.DEBUG,
                    "no listener and no handler has " + LogText.quoted(event.name()) + " of " + socket
                            + (event.hasAck() ? ", which waits for an acknowledgement" : ""));
        }
    }

    /** A socket middleware has stopped an event. */
    static void stopped(CoreSocket socket, Event event, Throwable error) {
        if (Loggers.SOCKET.isLoggable(Level.DEBUG)) {
            Loggers.SOCKET.log(
                    Level.DEBUG,
                    "a middleware stopped " + LogText.quoted(event.name()) + " of " + socket + ": "
                            + LogText.plain(String.valueOf(error)));
        }
    }
}
