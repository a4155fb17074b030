package io.socketio.jakarta.internal.core.recovery;

import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.core.socket.Deliveries;
import io.socketio.jakarta.internal.engine.memory.MemoryBudget;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event that clients may have missed, encoded, with those whom it was for; and the one that came next, as long as somebody refers to this one. */
final class KeptEvent {

    /** This object, its place in the table, its offset and sets. */
    private static final int OVERHEAD_BYTES = 320;

    private static final int BYTES_PER_ROOM = 64;

    final String offset;
    final Deliveries.Missed event;
    final long keptAt;
    final int weight;

    private final Set<String> rooms;
    private final Set<String> except;

    // Guarded by the lock of the adapter.
    long position;

    @Nullable
    KeptEvent next;

    /** @param keptAt in nanoseconds of the server's clock */
    KeptEvent(String offset, BroadcastOptions options, Deliveries.Missed event, long keptAt) {
        this.offset = offset;
        this.rooms = options.rooms();
        this.except = options.except();
        this.event = event;
        this.keptAt = keptAt;
        this.weight = OVERHEAD_BYTES + BYTES_PER_ROOM * (rooms.size() + except.size()) + sizeOf(event);
    }

    private static int sizeOf(Deliveries.Missed event) {
        long bytes = 0;
        for (OutboundPacket packet : event.packets()) {
            bytes += packet.sizeBytes();
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE / 2);
    }

    boolean isFor(Set<String> memberOf) {
        return (rooms.isEmpty() || intersects(rooms, memberOf)) && !intersects(except, memberOf);
    }

    private static boolean intersects(Set<String> some, Set<String> others) {
        for (String each : some) {
            if (others.contains(each)) {
                return true;
            }
        }
        return false;
    }

    /** Weighs the event. What also waits for clients is in memory once and counts once. */
    void retain(MemoryBudget budget) {
        budget.addShared(weight - sizeOf(event));
        for (OutboundPacket packet : event.packets()) {
            if (packet.retain()) {
                budget.addShared(packet.sizeBytes());
            }
        }
    }

    void release(MemoryBudget budget) {
        budget.addShared(sizeOf(event) - weight);
        for (OutboundPacket packet : event.packets()) {
            if (packet.release()) {
                budget.addShared(-packet.sizeBytes());
            }
        }
    }
}
