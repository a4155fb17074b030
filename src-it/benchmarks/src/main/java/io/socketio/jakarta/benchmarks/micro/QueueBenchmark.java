package io.socketio.jakarta.benchmarks.micro;

import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.OutboundQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Blackhole;

/** The queue of a session: so many packets wait and are taken, one by one or in one batch. */
public class QueueBenchmark extends Micro {

    private static final int BATCH_BYTES = 16 * 1024;

    @Param({"1", "16"})
    int packets;

    private final OutboundPacket packet = OutboundPacket.text("42[\"echo\"," + ARGUMENT + "]");
    private final OutboundQueue queue = new OutboundQueue(new OutboundQueue.Scale() {
        @Override
        public void onWaiting(OutboundPacket waiting) {}

        @Override
        public void onGone(OutboundPacket gone) {}
    });

    @Benchmark
    public void oneByOne(Blackhole taken) {
        fill();
        while (!queue.isEmpty()) {
            taken.consume(queue.remove());
        }
    }

    @Benchmark
    public void inBatches(Blackhole taken) {
        fill();
        while (!queue.isEmpty()) {
            taken.consume(queue.removeBatch(BATCH_BYTES));
        }
    }

    private void fill() {
        for (int i = 0; i < packets; i++) {
            queue.add(packet);
        }
    }
}
