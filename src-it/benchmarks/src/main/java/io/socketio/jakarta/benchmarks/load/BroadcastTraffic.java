package io.socketio.jakarta.benchmarks.load;

import java.time.Duration;

/** One client asks for a broadcast; when every client has got it, in order and once, it asks for the next. */
public final class BroadcastTraffic implements Traffic, WebSocketClient.Talk {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final LoadLoop loop;
    private final Template request;
    private final Template delivery;
    private final Crowd crowd;
    private final Latencies latencies = new Latencies();
    private final byte[] scratch = new byte[1 << 17];

    private final long[] received;
    private long asked;
    private long askedAt;
    private int due;
    private long count;
    private boolean draining;

    /** @param payload JSON text of the argument, with a sequence in it */
    public BroadcastTraffic(LoadLoop loop, Target target, int clients, String payload) {
        this.loop = loop;
        request = new Template("42[\"go\"," + payload + "]");
        delivery = new Template("42[\"b\"," + payload + "]");
        crowd = new Crowd(loop, target, clients, this);
        received = new long[clients];
    }

    @Override
    public void start() {
        crowd.connect();
        ask();
    }

    private void ask() {
        asked++;
        due = received.length;
        askedAt = System.nanoTime();
        crowd.clients().get(0).send(request, scratch, asked, 0);
    }

    @Override
    public void onPacket(WebSocketClient client, byte[] bytes, int from, int to) {
        long sequence = ++received[client.index()];
        if (sequence != asked || !delivery.matches(bytes, from, to, sequence, 0)) {
            throw new WrongReply("broadcast " + asked + " as the client's " + sequence + "th", bytes, from, to);
        }
        latencies.record(System.nanoTime() - askedAt);
        count++;
        due--;
        if (due == 0 && !draining) {
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
        loop.runUntil(() -> due == 0, LIMIT, "the last deliveries");
    }

    @Override
    public void close() {
        crowd.close();
    }
}
