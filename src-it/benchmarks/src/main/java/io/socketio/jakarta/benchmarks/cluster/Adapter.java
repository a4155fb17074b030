package io.socketio.jakarta.benchmarks.cluster;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The adapters that are measured. */
enum Adapter {
    CLASSIC("redis:", "redis"),
    SHARDED("redis-sharded:", "redis"),
    STREAMS("redis-streams:", "redis"),
    POSTGRES("postgresql:", "postgres");

    private static final double PER_SECOND = 1000;
    private static final double TO_EVERYBODY_PER_SECOND = 10;
    /** PostgreSQL needs a transaction and a message to each server for a broadcast. */
    private static final double ON_POSTGRES_PER_SECOND = 100;

    /** How much more there is at first, while servers are warmed up; they get less if they cannot do more. */
    private static final double WARM_UP = 3;

    /** Not for the reference, which publishes on ten connections and may change the order of what it publishes quickly. */
    private static final double WARM_UP_ON_POSTGRES = 10;

    private final String scheme;
    private final String store;

    Adapter(String scheme, String store) {
        this.scheme = scheme;
        this.store = store;
    }

    static Set<Adapter> named(String names) {
        Set<Adapter> adapters = EnumSet.noneOf(Adapter.class);
        for (String name : names.split(",")) {
            adapters.add(valueOf(name.toUpperCase(Locale.ROOT)));
        }
        return adapters;
    }

    /** The name on the command lines. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the process with the stores starts. */
    String store() {
        return store;
    }

    /** Returns the setting of our server. @param address of the store */
    String setting(String address) {
        return scheme + address.substring(address.indexOf("//"));
    }

    /** Returns how much more there is at first while servers are warmed up, because compilers count calls and not seconds. */
    double warmUpRate(ClusterBenchmark.Kind kind) {
        return this == POSTGRES && kind != ClusterBenchmark.Kind.NODE ? WARM_UP_ON_POSTGRES : WARM_UP;
    }

    List<Shape> shapes() {
        return this == POSTGRES
                ? List.of(new Shape(false, ON_POSTGRES_PER_SECOND))
                : List.of(new Shape(false, PER_SECOND), new Shape(true, TO_EVERYBODY_PER_SECOND));
    }

    /**
     * Which broadcasts there are.
     *
     * @param toEverybody whether all clients get each of them, not only a room of 10
     * @param perSecond of all clients together
     */
    record Shape(boolean toEverybody, double perSecond) {

        Shape times(double factor) {
            return new Shape(toEverybody, perSecond * factor);
        }

        String title() {
            return String.format(Locale.ROOT, "%,.0f a second to ", perSecond) + (toEverybody ? "all" : "rooms of 10");
        }
    }
}
