package io.socketio.jakarta.internal.engine.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {

    private static final int STEPS = 20_000;

    private final List<OutboundPacket> weighed = new ArrayList<>();
    private final OutboundQueue queue = new OutboundQueue(new OutboundQueue.Scale() {
        @Override
        public void onWaiting(OutboundPacket packet) {
            weighed.add(packet);
        }

        @Override
        public void onGone(OutboundPacket packet) {
            assertEquals(packet, weighed.remove(0));
        }
    });

    private static OutboundPacket packet(int number) {
        return new OutboundPacket("4" + number, null, false);
    }

    /** The queue is compared with one of the JDK after each of many random steps, in which it is mostly short and now and then long. */
    @Test
    void packetsLeaveInTheirOrderAndAreWeighedWhileTheyWait() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Deque<OutboundPacket> model = new ArrayDeque<>();
        for (int step = 0; step < STEPS; step++) {
            int limit = step % 1000 < 50 ? 40 : 3;
            switch (random.nextInt(8)) {
                case 0 -> queue.weigh();
                case 1 -> {
                    if (random.nextInt(20) == 0) {
                        queue.clear();
                        model.clear();
                    }
                }
                case 2, 3, 4 -> {
                    if (!model.isEmpty()) {
                        assertEquals(model.remove(), queue.remove(), () -> "seed " + seed);
                    }
                }
                default -> {
                    if (model.size() < limit) {
                        OutboundPacket added = packet(step);
                        queue.add(added);
                        model.add(added);
                    }
                }
            }
            assertEquals(model.size(), queue.size(), () -> "seed " + seed);
            assertEquals(model.isEmpty(), queue.isEmpty(), () -> "seed " + seed);
            assertEquals(model.stream().mapToInt(OutboundPacket::sizeBytes).sum(), queue.bytes(), () -> "seed " + seed);
            assertEquals(model.stream().limit(weighed.size()).toList(), weighed, () -> "seed " + seed);
        }
        queue.weigh();
        assertEquals(List.copyOf(model), weighed);
        queue.clear();
        assertEquals(List.of(), weighed);
    }

    @Test
    void aBatchTakesWhatFits() {
        List<OutboundPacket> packets = List.of(packet(1), packet(2), packet(3));
        packets.forEach(queue::add);
        int two = 2 * packets.get(0).sizeBytes();

        assertEquals(packets.subList(0, 2), queue.removeBatch(two));
        assertEquals(packets.subList(2, 3), queue.removeBatch(1));
        assertEquals(0, queue.bytes());
    }
}
