package io.socketio.jakarta.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;

/** One client asks for broadcasts, a few at once; when every client has got one, in order and once, it asks for the next. */
public final class BroadcastTraffic implements Traffic, WebSocketClient.Talk {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final LoadLoop loop;
    private final Template request;
    private final Template delivery;
    private final Crowd crowd;
    private final Latencies latencies = new Latencies();
    private final byte[] scratch = new byte[1 << 17];

    private final long[] received;
    private final int window;
    private final long[] askedAt;
    private final int[] due;
    private long asked;
    private long count;
    private boolean draining;

    /** @param window broadcasts under way at once. @param payload JSON text of the argument, with a sequence in it */
    public BroadcastTraffic(LoadLoop loop, Target target, int clients, int window, String payload) {
        this.loop = loop;
        this.window = window;
        askedAt = new long[window];
        due = new int[window];
        request = new Template("42[\"go\"," + payload + "]");
        delivery = new Template("42[\"b\"," + payload + "]");
        crowd = new Crowd(loop, target, clients, this);
        received = new long[clients];
    }

    @Override
    public void start() {
        crowd.connect();
        for (int i = 0; i < window; i++) {
            ask();
        }
    }

    private void ask() {
        asked++;
        due[slot(asked)] = received.length;
        askedAt[slot(asked)] = System.nanoTime();
        crowd.clients().get(0).send(request, scratch, asked, 0);
    }

    private int slot(long sequence) {
        return (int) (sequence % window);
    }

    @Override
    public void onPacket(WebSocketClient client, byte[] bytes, int from, int to) {
        long sequence = ++received[client.index()];
        if (sequence > asked || !delivery.matches(bytes, from, to, sequence, 0)) {
            throw new WrongReply("broadcast " + asked + " as the client's " + sequence + "th", bytes, from, to);
        }
        latencies.record(System.nanoTime() - askedAt[slot(sequence)]);
        count++;
        if (--due[slot(sequence)] == 0 && !draining) {
            ask();
        }
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public Latencies latencies() {
        return latencies;
    }

    @Override
    public void drain() {
        draining = true;
        loop.runUntil(() -> Arrays.stream(due).allMatch(each -> each == 0), LIMIT, "the last deliveries");
    }

    @Override
    public void close() {
        crowd.close();
    }
}
