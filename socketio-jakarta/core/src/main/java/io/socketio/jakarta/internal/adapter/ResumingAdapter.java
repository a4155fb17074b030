package io.socketio.jakarta.internal.adapter;

import java.util.List;

/** An adapter for the sockets of this server that lets a socket go on with a session from elsewhere, between two of the events that it delivers. */
public interface ResumingAdapter extends Adapter {

    /** An event that a socket has missed. @param event with its offset */
    record MissedEvent(BroadcastEvent event, BroadcastOptions options) {}

    /**
     * Prepares a session to go on here. What is broadcast after this call is missed, too, until the socket is connected.
     *
     * @param missed what the socket has missed up to this call, in order
     * @throws io.socketio.jakarta.json.PayloadException if an argument cannot be serialized
     */
    RestoredSession resume(RecoverableSession session, List<MissedEvent> missed);
}
