package io.socketio.jakarta.internal.engine.port;

/** Receives the result of {@link HttpExchange#readBody}: exactly one call, on any thread. */
public interface BodyReader {

    /** Called when the whole body has been received. */
    void onBody(byte[] body);

    /** Called when the body exceeds the limit; the rest of it is not read. */
    void onTooLarge();

    /** Called when the client disconnected before the body was complete. */
    void onAborted();
}
