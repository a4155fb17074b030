package io.socketio.jakarta.web.websocket;

/** What one connection sends next through {@link BlockingSends}. Its result is reported to the connection; no method throws. */
interface QueuedSend {

    /** Sends, and returns when the socket has taken everything. */
    void sendBlocking();

    /** Starts to send, and returns at once. */
    void sendAsync();

    /** The send waits for the client, unless it has just ended. Before that it waits for a thread only, a few milliseconds at most. */
    void onWaits();
}
