package io.socketio.jakarta.benchmarks.load;

/** The one argument of every event, as JSON text with the marks of a {@link Template}. */
public enum Payload {
    /** A string: no server needs an object mapper for it. */
    STRING("\"" + Payload.SEQUENCE + "-", "\""),
    /** A small object, as most applications send. */
    OBJECT("{\"seq\":\"" + Payload.SEQUENCE + "\",\"n\":12,\"ok\":true,\"text\":\"", "\"}");

    private static final String SEQUENCE = "############";

    private final String head;
    private final String tail;

    Payload(String head, String tail) {
        this.head = head;
        this.tail = tail;
    }

    /** @param length of the JSON text in bytes; filled with letters up to it */
    public String json(int length) {
        StringBuilder json = new StringBuilder(length).append(head);
        for (int i = 0; json.length() < length - tail.length(); i++) {
            json.append((char) ('a' + i % 26));
        }
        return json.append(tail).toString();
    }
}
