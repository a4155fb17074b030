package io.socketio.jakarta.benchmarks.run;

import io.socketio.jakarta.benchmarks.load.BroadcastTraffic;
import io.socketio.jakarta.benchmarks.load.ConnectTraffic;
import io.socketio.jakarta.benchmarks.load.LoadLoop;
import io.socketio.jakarta.benchmarks.load.PollingTraffic;
import io.socketio.jakarta.benchmarks.load.RequestTraffic;
import io.socketio.jakarta.benchmarks.load.Target;
import io.socketio.jakarta.benchmarks.load.Traffic;
import java.util.List;
import java.util.Locale;

/** What is measured. */
enum Scenario {
    ECHO("echo", "message", 100),
    ACK("ack", "message", 100),
    ECHO_16("echo, 16 outstanding", "message", 100),
    BROADCAST_100("broadcast to 100", "delivery", 100),
    BROADCAST_2K("broadcast of 2 KB to 100", "delivery", 100),
    BROADCAST_1000("broadcast to 1,000", "delivery", 1000),
    /** Only {@link Peer#UPGRADE}, against itself. */
    BROADCAST_10000("broadcast to 10,000", "delivery", 10_000),
    BROADCAST_8("8 broadcasts outstanding, to 1,000", "delivery", 1000),
    POLLING("long-polling round", "round", 50),
    CONNECT("connect and leave", "connection", 50),
    /** At a fixed rate, {@link #LOAD_SHARE} of what the same server has managed in {@link #ECHO} just before. */
    LOAD("echo at 70 % load", "message", 100),
    /** In a process of its own, from the first message on. */
    FIRST("echo, first 10 s of the process", "message", 0),
    IDLE("idle WebSocket", "connection", 0),
    /** With the buffers of the tuning page; only {@link Peer#UPGRADE}. */
    IDLE_SMALL("idle WebSocket, buffers of 1 KiB", "connection", 0),
    CONNECTIONS("connect and hold", "connection", 0);

    static final double LOAD_SHARE = 0.7;

    private static final int ONE = 1;
    private static final int SOME = 8;
    private static final int MANY = 16;
    private static final int LARGE_BYTES = 2048;

    private final String title;
    private final String unit;
    private final int clients;

    Scenario(String title, String unit, int clients) {
        this.title = title;
        this.unit = unit;
        this.clients = clients;
    }

    static Scenario named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String title() {
        return title;
    }

    /** What one unit of the cost is for. */
    String unit() {
        return unit;
    }

    int clients() {
        return clients;
    }

    /** Returns whether it is measured in the process that all traffic shares. */
    boolean isTraffic() {
        return clients > 0;
    }

    /** Returns whether its cost is CPU time rather than memory. */
    boolean isTime() {
        return clients > 0 || this == FIRST;
    }

    /** Returns what runs before it is measured. */
    Scenario resumesWith() {
        return this == LOAD ? ECHO : this;
    }

    /**
     * Returns how much longer than others it may take until the cost has settled: a round of polling runs far more code than a frame, and what the
     * opening of ten thousand connections has given the compiler to do takes it more than a minute, beside the broadcasts, and in each round anew,
     * as each round has its own connections.
     */
    int warmUps() {
        return this == POLLING || this == BROADCAST_10000 ? 2 : 1;
    }

    /** Returns what the server's JVM is started with, if it has a process of its own. */
    List<String> jvmArguments() {
        return this == IDLE_SMALL ? List.of("-Dbenchmarks.buffers=1024") : List.of();
    }

    /** Returns the size of the argument. @param usual of other scenarios */
    int payloadBytes(int usual) {
        return this == BROADCAST_2K ? LARGE_BYTES : usual;
    }

    /**
     * Prepares the traffic.
     *
     * @param size number of clients
     * @param payload JSON text with a sequence in it
     * @param perSecond the rate of {@link #LOAD}
     */
    Traffic traffic(LoadLoop loop, Target target, int size, String payload, double perSecond) {
        return switch (this) {
            case ECHO, FIRST -> RequestTraffic.echo(loop, target, size, ONE, payload);
            case ACK -> RequestTraffic.ack(loop, target, size, ONE, payload);
            case ECHO_16 -> RequestTraffic.echo(loop, target, size, MANY, payload);
            case BROADCAST_100, BROADCAST_2K, BROADCAST_1000, BROADCAST_10000 ->
                new BroadcastTraffic(loop, target, size, ONE, payload);
            case BROADCAST_8 -> new BroadcastTraffic(loop, target, size, SOME, payload);
            case POLLING -> new PollingTraffic(loop, target, size, payload);
            case CONNECT -> new ConnectTraffic(loop, target, size);
            case LOAD -> RequestTraffic.paced(loop, target, size, perSecond, payload);
            case IDLE, IDLE_SMALL, CONNECTIONS -> throw new IllegalStateException(this + " has no traffic");
        };
    }
}
