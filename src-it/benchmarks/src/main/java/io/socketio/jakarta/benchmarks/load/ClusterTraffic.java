package io.socketio.jakarta.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Clients of all servers of a cluster send broadcasts at a fixed rate, to rooms that have members on each server. Each member must get those of one sender in
 * order, and once. A latency is that of a delivery by another server than the sender's, and begins when the broadcast was due.
 */
public final class ClusterTraffic implements Traffic {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);
    private static final int ROOM_SIZE = 10;
    private static final int SEQUENCE_AT = "42[\"b\",\"".length();
    private static final int SEQUENCE_DIGITS = 12;

    /** Linux sleeps about twice as long. The stores of the cluster share the core with this process, so it must not spin. */
    private static final long NAP_NANOS = 50_000;

    private final LoadLoop loop;
    private final Template delivery;
    private final Template inRoom = new Template("42[\"joined\"]");
    private final List<Crowd> crowds = new ArrayList<>();
    private final int clientsOfNode;
    private final BroadcastStream[] rooms;
    private final BroadcastStream[] everybody;
    /** By client, and by {@link BroadcastStream#slot}. */
    private final long[][] received;

    private final Latencies latencies = new Latencies();
    private final byte[] scratch = new byte[1 << 17];

    private int joined;
    /** Until each server has subscribed to the channels of all rooms, broadcasts from another may not arrive. */
    private boolean isComplete;

    private long count;
    /** Deliveries that have not come yet. */
    private long outstanding;

    private BroadcastStream[] turns;
    private int turn;
    private long periodNanos;
    private long dueAt;
    private long mostOutstanding;

    /**
     * Connects nobody yet.
     *
     * @param nodes two servers
     * @param clients of each server, a multiple of 5
     * @param payload JSON text of the argument, a string that begins with a sequence
     */
    public ClusterTraffic(LoadLoop loop, List<Target> nodes, int clients, String payload) {
        this.loop = loop;
        clientsOfNode = clients;
        delivery = new Template("42[\"b\"," + payload + "]");
        for (int i = 0; i < nodes.size(); i++) {
            int node = i;
            crowds.add(new Crowd(
                    loop,
                    nodes.get(node),
                    clients,
                    (client, bytes, from, to) -> onPacket(node, client, bytes, from, to)));
        }
        int members = ROOM_SIZE / nodes.size();
        rooms = new BroadcastStream[clients / members];
        for (int i = 0; i < rooms.length; i++) {
            rooms[i] = new BroadcastStream(i, 0, i % nodes.size(), i * members, ROOM_SIZE, "room" + i, payload);
        }
        everybody = new BroadcastStream[nodes.size()];
        for (int i = 0; i < everybody.length; i++) {
            everybody[i] =
                    new BroadcastStream(rooms.length + i, 1 + i, i, 0, clients * nodes.size(), "everybody", payload);
        }
        received = new long[nodes.size() * clients][1 + nodes.size()];
        turns = rooms;
    }

    /** Connects all clients, and returns when broadcasts of each sender reach all members. */
    @Override
    public void start() {
        for (Crowd crowd : crowds) {
            crowd.connect();
            for (WebSocketClient client : crowd.clients()) {
                int room = client.index() / (ROOM_SIZE / crowds.size());
                client.send(new Template("42[\"join\",\"room" + room + "\"]"), scratch, 0, 0);
                client.send(new Template("42[\"join\",\"everybody\"]"), scratch, 0, 0);
            }
        }
        loop.runUntil(() -> joined == 2 * received.length, LIMIT, "all clients to be in their rooms");
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!isComplete) {
            Stream.of(rooms, everybody).flatMap(Arrays::stream).forEach(each -> send(each, System.nanoTime()));
            loop.runFor(PROBE_INTERVAL);
            isComplete = haveAllArrived();
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Waited " + LIMIT.toSeconds() + " s for the servers to form a cluster");
            }
        }
        outstanding = 0;
        count = 0;
        latencies.reset();
    }

    private boolean haveAllArrived() {
        for (int client = 0; client < received.length; client++) {
            BroadcastStream room = rooms[client % clientsOfNode / (ROOM_SIZE / crowds.size())];
            if (received[client][room.slot] != room.sent()) {
                return false;
            }
            for (BroadcastStream each : everybody) {
                if (received[client][each.slot] != each.sent()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Begins to send. @param toEverybody whether all clients get each broadcast, not only a room of ten. @param perSecond broadcasts of all clients together */
    public void send(boolean toEverybody, double perSecond) {
        turns = toEverybody ? everybody : rooms;
        turn = 0;
        periodNanos = (long) (1e9 / perSecond);
        mostOutstanding = (long) (perSecond * turns[0].receivers) + turns[0].receivers;
        dueAt = System.nanoTime();
        loop.ticker(this::sendWhatIsDue);
    }

    private void sendWhatIsDue() {
        long now = System.nanoTime();
        // Servers that are a second behind do not keep up; what is due then is sent late, with the latency of what was
        // sent in time.
        while (dueAt <= now && outstanding < mostOutstanding) {
            send(turns[turn], dueAt);
            turn = (turn + 1) % turns.length;
            dueAt += periodNanos;
        }
        LockSupport.parkNanos(NAP_NANOS);
    }

    private void send(BroadcastStream stream, long dueNanos) {
        outstanding += stream.receivers;
        stream.send(crowds.get(stream.node).clients().get(stream.sender), scratch, dueNanos);
    }

    private void onPacket(int node, WebSocketClient client, byte[] bytes, int from, int to) {
        if (inRoom.matches(bytes, from, to, 0, 0)) {
            joined++;
            return;
        }
        long sequence = sequence(bytes, from, to);
        BroadcastStream stream = stream(BroadcastStream.streamOf(sequence), bytes, from, to);
        long[] slots = received[node * clientsOfNode + client.index()];
        long broadcast = BroadcastStream.broadcastOf(sequence);
        long expected = slots[stream.slot] + 1;
        boolean isNext = isComplete ? broadcast == expected : broadcast >= expected;
        if (!isNext || !delivery.matches(bytes, from, to, sequence, 0)) {
            throw new WrongReply("the broadcast " + expected + " of its stream", bytes, from, to);
        }
        slots[stream.slot] = broadcast;
        outstanding--;
        count++;
        if (node != stream.node) {
            latencies.record(System.nanoTime() - stream.dueAt(broadcast));
        }
    }

    private BroadcastStream stream(int number, byte[] bytes, int from, int to) {
        if (number < rooms.length) {
            return rooms[number];
        }
        if (number < rooms.length + everybody.length) {
            return everybody[number - rooms.length];
        }
        throw new WrongReply("a broadcast of this traffic", bytes, from, to);
    }

    private static long sequence(byte[] bytes, int from, int to) {
        if (to - from < SEQUENCE_AT + SEQUENCE_DIGITS) {
            throw new WrongReply("a broadcast", bytes, from, to);
        }
        long sequence = 0;
        for (int at = from + SEQUENCE_AT; at < from + SEQUENCE_AT + SEQUENCE_DIGITS; at++) {
            sequence = sequence * 10 + bytes[at] - '0';
        }
        return sequence;
    }

    /** Deliveries by all servers so far. */
    @Override
    public long count() {
        return count;
    }

    @Override
    public Latencies latencies() {
        return latencies;
    }

    /** Sends nothing more for now, and waits for what is due. */
    @Override
    public void drain() {
        loop.ticker(null);
        loop.runUntil(() -> outstanding == 0, LIMIT, "the last " + outstanding + " deliveries");
    }

    @Override
    public void close() {
        crowds.forEach(Crowd::close);
    }
}
