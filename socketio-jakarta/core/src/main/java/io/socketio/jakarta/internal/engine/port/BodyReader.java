package io.socketio.jakarta.internal.engine.port;

/** Receives the result of {@link HttpExchange#readBody}: exactly one call of the outcome, on any thread. */
public interface BodyReader {

    /**
     * Called before memory is allocated for a body that arrives in parts; not the one call.
     *
     * @param keptBytes all that is allocated for this body then
     * @return false if that is too much: the body is too large
     */
    default boolean onPartial(int keptBytes) {
        return true;
    }

    /** Called when the whole body has been received. */
    void onBody(byte[] body);

    /** Called when the body exceeds the limit; the rest of it is not read. */
    void onTooLarge();

    /** Called when the client disconnected before the body was complete. */
    void onAborted();
}
