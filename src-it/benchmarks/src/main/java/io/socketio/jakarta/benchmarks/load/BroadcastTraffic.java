package io.socketio.jakarta.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One client asks for broadcasts, a few at once; when every client has got one, in order and once, it asks for the next. */
public final class BroadcastTraffic implements Traffic, WebSocketClient.Talk {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final LoadLoop loop;
    private final Template request;
    private final Template delivery;
    private final Crowd crowd;
    private final Latencies latencies = new Latencies();
    private final byte[] scratch = new byte[1 << 17];

    /** Asks for a place in the room; null if the broadcasts go to everybody. */
    private final @Nullable Template join;

    private final Template inRoom = new Template("42[\"joined\"]");
    private int joined;

    private final long[] received;
    private final int window;
    private final long[] askedAt;
    private final int[] due;
    private long asked;
    private long count;
    private boolean draining;

    /** @param window broadcasts under way at once. @param payload JSON text of the argument, with a sequence in it */
    public BroadcastTraffic(LoadLoop loop, Target target, int clients, int window, String payload) {
        this(loop, target, clients, clients, window, null, new Template("42[\"go\"," + payload + "]"), payload);
    }

    private BroadcastTraffic(
            LoadLoop loop,
            Target target,
            int clients,
            int receivers,
            int window,
            @Nullable Template join,
            Template request,
            String payload) {
        this.loop = loop;
        this.window = window;
        this.join = join;
        this.request = request;
        askedAt = new long[window];
        due = new int[window];
        delivery = new Template("42[\"b\"," + payload + "]");
        crowd = new Crowd(loop, target, clients, this);
        received = new long[receivers];
    }

    /** The same to a room. @param receivers so many of the clients are in it */
    public static BroadcastTraffic toRoom(LoadLoop loop, Target target, int clients, int receivers, String payload) {
        String room = "\"room" + receivers + "\"";
        return new BroadcastTraffic(
                loop,
                target,
                clients,
                receivers,
                1,
                new Template("42[\"join\"," + room + "]"),
                new Template("42[\"to\"," + room + "," + payload + "]"),
                payload);
    }

    @Override
    public void start() {
        crowd.connect();
        if (join != null) {
            for (int i = 0; i < received.length; i++) {
                crowd.clients().get(i).send(join, scratch, 0, 0);
            }
            loop.runUntil(() -> joined == received.length, LIMIT, received.length + " clients in the room");
        }
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
        if (join != null && joined < received.length && inRoom.matches(bytes, from, to, 0, 0)) {
            joined++;
            return;
        }
        if (client.index() >= received.length) {
            throw new WrongReply("nothing for a client that is not in the room", bytes, from, to);
        }
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
