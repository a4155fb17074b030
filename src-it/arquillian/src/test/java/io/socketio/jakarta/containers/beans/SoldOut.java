package io.socketio.jakarta.containers.beans;

/** There is none left. */
public class SoldOut extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int wanted;

    public SoldOut(int wanted) {
        super("sold out");
        this.wanted = wanted;
    }

    public int wanted() {
        return wanted;
    }
}
