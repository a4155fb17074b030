package io.socketio.jakarta.benchmarks.load;

import java.time.Duration;

/**
 * Each client sends, waits for its reply, and sends again, with a few requests under way at once; or all clients together send at a fixed rate, whatever the
 * server does, and a latency begins when its request was due. Replies come in the order of the requests.
 */
public final class RequestTraffic implements Traffic, WebSocketClient.Talk {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long ROUNDS_PER_CLIENT = 8_000_000;
    private static final long FIRST_ACK_ID = 1_000_000;
    /** Most requests that a client of a fixed rate has under way. */
    private static final int PACED_WINDOW = 64;

    private final LoadLoop loop;
    private final Template request;
    private final Template reply;
    private final int window;
    private final Crowd crowd;
    private final Latencies latencies = new Latencies();
    private final byte[] scratch;

    private final long[] sent;
    private final long[] answered;
    private final long[][] sentAt;
    private long count;
    private boolean draining;

    /** Zero if each reply is followed by the next request. */
    private final long periodNanos;

    private long dueAt;
    private int turn;

    private RequestTraffic(
            LoadLoop loop, Target target, int clients, int window, long periodNanos, Template request, Template reply) {
        this.periodNanos = periodNanos;
        this.loop = loop;
        this.window = window;
        this.request = request;
        this.reply = reply;
        crowd = new Crowd(loop, target, clients, this);
        scratch = new byte[1 << 17];
        sent = new long[clients];
        answered = new long[clients];
        sentAt = new long[clients][window];
    }

    /** @param window requests under way for each client. @param payload JSON text of the argument, with a sequence in it */
    public static RequestTraffic echo(LoadLoop loop, Target target, int clients, int window, String payload) {
        Template echo = new Template("42[\"echo\"," + payload + "]");
        return new RequestTraffic(loop, target, clients, window, 0, echo, echo);
    }

    /** @param perSecond requests of all clients together */
    public static RequestTraffic paced(LoadLoop loop, Target target, int clients, double perSecond, String payload) {
        Template echo = new Template("42[\"echo\"," + payload + "]");
        return new RequestTraffic(loop, target, clients, PACED_WINDOW, (long) (1e9 / perSecond), echo, echo);
    }

    /** As {@link #echo}, but each reply is the acknowledgement of its request. */
    public static RequestTraffic ack(LoadLoop loop, Target target, int clients, int window, String payload) {
        Template request = new Template("42@@@@@@@[\"ack\"," + payload + "]");
        Template reply = new Template("43@@@@@@@[" + payload + "]");
        return new RequestTraffic(loop, target, clients, window, 0, request, reply);
    }

    @Override
    public void start() {
        crowd.connect();
        if (periodNanos > 0) {
            dueAt = System.nanoTime();
            loop.ticker(this::sendWhatIsDue);
            return;
        }
        for (WebSocketClient client : crowd.clients()) {
            for (int i = 0; i < window; i++) {
                send(client, System.nanoTime());
            }
        }
    }

    private void sendWhatIsDue() {
        long now = System.nanoTime();
        while (dueAt <= now) {
            WebSocketClient client = crowd.clients().get(turn);
            if (sent[turn] - answered[turn] == window) {
                // It is sent late, and its latency is that of one which was sent in time.
                return;
            }
            send(client, dueAt);
            turn = (turn + 1) % sent.length;
            dueAt += periodNanos;
        }
    }

    private void send(WebSocketClient client, long dueNanos) {
        int index = client.index();
        long round = sent[index]++;
        sentAt[index][(int) (round % window)] = dueNanos;
        client.send(request, scratch, sequence(index, round), FIRST_ACK_ID + round);
    }

    private static long sequence(int client, long round) {
        return client * ROUNDS_PER_CLIENT + round;
    }

    @Override
    public void onPacket(WebSocketClient client, byte[] bytes, int from, int to) {
        int index = client.index();
        long round = answered[index]++;
        long sequence = sequence(index, round);
        if (!reply.matches(bytes, from, to, sequence, FIRST_ACK_ID + round)) {
            throw new WrongReply(reply.text(sequence, FIRST_ACK_ID + round), bytes, from, to);
        }
        latencies.record(System.nanoTime() - sentAt[index][(int) (round % window)]);
        count++;
        if (!draining && periodNanos == 0) {
            send(client, System.nanoTime());
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
        loop.ticker(null);
        loop.runUntil(this::isAllAnswered, LIMIT, "the last replies");
    }

    private boolean isAllAnswered() {
        for (int i = 0; i < sent.length; i++) {
            if (sent[i] != answered[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        crowd.close();
    }
}
