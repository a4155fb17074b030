package io.socketio.jakarta.sample;

/** A client sent what the application cannot take. The message is meant for that client. */
final class BadInput extends Exception {

    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }
}
