package io.socketio.jakarta.faults;

/** The server has not done what it promises. */
final class BrokenPromise extends Exception {

    private static final long serialVersionUID = 1;

    BrokenPromise(String message) {
        super(message);
    }
}
