package io.socketio.jakarta.benchmarks.run;

import io.socketio.jakarta.benchmarks.load.BroadcastTraffic;
import io.socketio.jakarta.benchmarks.load.LoadLoop;
import io.socketio.jakarta.benchmarks.load.PollingTraffic;
import io.socketio.jakarta.benchmarks.load.RequestTraffic;
import io.socketio.jakarta.benchmarks.load.Target;
import io.socketio.jakarta.benchmarks.load.Traffic;
import java.util.Locale;

/** What is measured. */
enum Scenario {
    ECHO("echo", "message", 100),
    ACK("ack", "message", 100),
    BROADCAST_100("broadcast to 100", "delivery", 100),
    BROADCAST_1000("broadcast to 1,000", "delivery", 1000),
    POLLING("long-polling echo", "round", 50),
    IDLE("idle WebSocket", "connection", 0),
    CONNECTIONS("connect and hold", "connection", 0);

    private static final int WINDOW = 1;

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

    boolean isTraffic() {
        return clients > 0;
    }

    /** @param size number of clients. @param payload JSON text with a sequence in it */
    Traffic traffic(LoadLoop loop, Target target, int size, String payload) {
        return switch (this) {
            case ECHO -> RequestTraffic.echo(loop, target, size, WINDOW, payload);
            case ACK -> RequestTraffic.ack(loop, target, size, WINDOW, payload);
            case BROADCAST_100, BROADCAST_1000 -> new BroadcastTraffic(loop, target, size, payload);
            case POLLING -> new PollingTraffic(loop, target, size, payload);
            case IDLE, CONNECTIONS -> throw new IllegalStateException(this + " has no traffic");
        };
    }
}
