package io.socketio.jakarta.benchmarks.load;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Clients connect, join the namespace and leave at once, a few at a time: the price of a connection, its end included. */
public final class ConnectTraffic implements Traffic {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final LoadLoop loop;
    private final Target target;
    private final int atOnce;
    private final Latencies latencies = new Latencies();
    private final Set<WebSocketClient> connecting = new HashSet<>();

    private int started;
    private long count;
    private boolean draining;

    /** @param atOnce clients that connect at the same time */
    public ConnectTraffic(LoadLoop loop, Target target, int atOnce) {
        this.loop = loop;
        this.target = target;
        this.atOnce = atOnce;
    }

    @Override
    public void start() {
        for (int i = 0; i < atOnce; i++) {
            connectOne();
        }
    }

    private void connectOne() {
        long from = System.nanoTime();
        WebSocketClient[] self = new WebSocketClient[1];
        self[0] = new WebSocketClient(loop, target, started++, ConnectTraffic::refuse, () -> onJoined(self[0], from));
        connecting.add(self[0]);
    }

    private void onJoined(WebSocketClient client, long from) {
        latencies.record(System.nanoTime() - from);
        count++;
        connecting.remove(client);
        client.close();
        if (!draining) {
            connectOne();
        }
    }

    private static void refuse(WebSocketClient client, byte[] bytes, int from, int to) {
        throw new WrongReply("no packet", bytes, from, to);
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
        loop.runUntil(connecting::isEmpty, LIMIT, "the last clients to join");
    }

    @Override
    public void close() {
        connecting.forEach(WebSocketClient::close);
    }
}
