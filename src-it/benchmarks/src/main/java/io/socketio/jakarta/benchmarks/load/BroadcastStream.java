package io.socketio.jakarta.benchmarks.load;

/** What one client sends to one room, in order. Its number and that of the broadcast are the sequence number in the payload. */
final class BroadcastStream {

    private static final long BROADCASTS = 100_000_000;

    /** Remembers when the last ones were due; more are never under way. */
    private static final int WINDOW = 1 << 14;

    private final int number;
    private final Template request;
    private final long[] dueAt = new long[WINDOW];
    private long sent;

    /** The server of the sender, and which of its clients that is. */
    final int node;

    final int sender;
    final int receivers;

    /** Which of the streams that a member receives. */
    final int slot;

    /** @param payload JSON text with a sequence in it */
    BroadcastStream(int number, int slot, int node, int sender, int receivers, String room, String payload) {
        this.number = number;
        this.slot = slot;
        this.node = node;
        this.sender = sender;
        this.receivers = receivers;
        request = new Template("42[\"to\",\"" + room + "\"," + payload + "]");
    }

    void send(WebSocketClient client, byte[] scratch, long dueNanos) {
        sent++;
        dueAt[(int) (sent % WINDOW)] = dueNanos;
        client.send(request, scratch, number * BROADCASTS + sent, 0);
    }

    /** How many have been sent; the first one has the number 1. */
    long sent() {
        return sent;
    }

    long dueAt(long broadcast) {
        return dueAt[(int) (broadcast % WINDOW)];
    }

    /** Returns the number of the stream in a sequence number. */
    static int streamOf(long sequence) {
        return (int) (sequence / BROADCASTS);
    }

    /** Returns the number of the broadcast in a sequence number. */
    static long broadcastOf(long sequence) {
        return sequence % BROADCASTS;
    }
}
