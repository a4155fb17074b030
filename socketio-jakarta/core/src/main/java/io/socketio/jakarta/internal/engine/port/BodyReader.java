package io.socketio.jakarta.internal.engine.port;

/** Receives the outcome of {@link HttpExchange#readBody}: exactly one call, on any thread. */
public interface BodyReader {

    /** The whole body has come. */
    void onBody(byte[] body);

    /** The body exceeds the limit; the rest of it is not read. */
    void onTooLarge();

    /** The client went away before the body was complete. */
    void onAborted();
}
