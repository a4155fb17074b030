package io.socketio.jakarta.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Each client has one echo under way, over long-polling: a POST, and the GET that brings the reply. */
public final class PollingTraffic implements Traffic, PollingClient.Talk {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long ROUNDS_PER_CLIENT = 8_000_000;

    private final LoadLoop loop;
    private final Target target;
    private final Template echo;
    private final List<PollingClient> clients = new ArrayList<>();
    private final Latencies latencies = new Latencies();

    private final long[] rounds;
    private final long[] sentAt;
    private long count;
    private boolean talking;

    /** @param payload JSON text of the argument, with a sequence in it */
    public PollingTraffic(LoadLoop loop, Target target, int clients, String payload) {
        this.loop = loop;
        this.target = target;
        echo = new Template("42[\"echo\"," + payload + "]");
        rounds = new long[clients];
        sentAt = new long[clients];
    }

    @Override
    public void start() {
        for (int i = 0; i < rounds.length; i++) {
            PollingClient client = new PollingClient(loop, target, i, this);
            clients.add(client);
            loop.runUntil(() -> client.isJoined() && client.isIdle(), LIMIT, "polling client " + i + " to join");
        }
        talking = true;
        clients.forEach(PollingClient::nextRound);
    }

    @Override
    public int nextPacket(PollingClient client, byte[] out, int at) {
        if (!talking) {
            return 0;
        }
        int index = client.index();
        rounds[index]++;
        sentAt[index] = System.nanoTime();
        return echo.writePlain(out, at, sequence(index), 0);
    }

    private long sequence(int client) {
        return client * ROUNDS_PER_CLIENT + rounds[client];
    }

    @Override
    public void onPacket(PollingClient client, byte[] bytes, int from, int to) {
        int index = client.index();
        if (!echo.matches(bytes, from, to, sequence(index), 0)) {
            throw new WrongReply(echo.text(sequence(index), 0), bytes, from, to);
        }
        latencies.record(System.nanoTime() - sentAt[index]);
        count++;
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
        talking = false;
        loop.runUntil(() -> clients.stream().allMatch(PollingClient::isIdle), LIMIT, "the last polls");
    }

    @Override
    public void close() {
        clients.forEach(PollingClient::leave);
        loop.runUntil(() -> clients.stream().allMatch(PollingClient::hasLeft), LIMIT, "the polling clients to leave");
    }
}
