package io.socketio.jakarta.faults;

/**
 * A line of the table.
 *
 * @param measured what was measured, or how the promise was broken
 * @param waitMillis the longest wait of a well-behaved client; negative if it was not measured
 */
record Result(Line line, boolean held, String measured, long waitMillis) {

    /** The last two columns in one. */
    String cell() {
        String wait = waitMillis < 0 ? "" : "; others waited " + waitMillis + " ms at most";
        return (held ? "" : "**broken:** ") + measured + wait;
    }

    @Override
    public String toString() {
        return "| " + line.fault() + " | " + line.load() + " | " + line.promise() + " | " + cell() + " |";
    }
}
