package io.socketio.jakarta.containers.enterprise;

/** Rolls a payment back. */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refused() {
        super("refused");
    }
}
