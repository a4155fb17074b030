package io.socketio.jakarta.benchmarks.cluster;

import java.util.Locale;

/** The finished table in Markdown. */
final class Table {

    /** With less than that of the rate, the servers have not kept up. */
    private static final double KEPT_UP = 0.9;

    private static final double QUIET_PERCENT = 10;

    private final Options options;
    private final StringBuilder rows = new StringBuilder();
    private double mostOthers;

    Table(Options options) {
        this.options = options;
    }

    void add(Adapter adapter, Adapter.Shape shape, Round ours, Round node) {
        if (adapter != Adapter.POSTGRES) {
            mostOthers = Math.max(mostOthers, Math.max(ours.othersPercent(), node.othersPercent()));
        }
        rows.append(String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.2f | %.2f | %.2f | %.2f | %.2f | %s |%n",
                adapter.id(),
                shape.title(),
                ours.costMicros(),
                node.costMicros(),
                ours.costMicros() / node.costMicros(),
                ours.p50Millis(),
                node.p50Millis(),
                ours.p99Millis(),
                node.p99Millis(),
                verdict(shape, ours, node)));
    }

    private static String verdict(Adapter.Shape shape, Round ours, Round node) {
        if (ours.perSecond() < KEPT_UP * shape.perSecond() || node.perSecond() < KEPT_UP * shape.perSecond()) {
            return String.format(
                    Locale.ROOT, "only %,.0f and %,.0f a second delivered", ours.perSecond(), node.perSecond());
        }
        return ours.costMicros() <= node.costMicros() ? "met" : "**missed**";
    }

    String markdown() {
        String others = mostOthers > QUIET_PERCENT
                ? String.format(
                        Locale.ROOT, "%nOther processes used up to %.0f %% of a core: indications only.%n", mostOthers)
                : "";
        return String.format(
                        Locale.ROOT,
                        "Two servers with %,d WebSocket clients each, `upgrade` on Tomcat 11 beside Node, on one core; up to %d s of warm-up, median of %d rounds of %d s in turn.%n%n",
                        options.clients(),
                        options.warmUp().toSeconds(),
                        options.rounds(),
                        options.time().toSeconds())
                + String.format(
                        "| Adapter | Broadcasts | CPU per delivery, µs | Node | Ratio | Across servers, p50 in ms | Node | p99 in ms | Node | At most Node's |%n"
                                + "|---|---|---:|---:|---:|---:|---:|---:|---:|---|%n")
                + rows
                + others;
    }
}
