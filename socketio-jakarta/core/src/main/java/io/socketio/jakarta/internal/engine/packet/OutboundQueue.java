package io.socketio.jakarta.internal.engine.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The packets queued for the transport, in order. Mostly it is one at a time; the ring buffer is allocated when a second one waits. Pure; used under the
 * session's lock.
 *
 * <p>A packet that is taken at once is not weighed. {@link #weigh} weighs those that stay, and their removal tells the {@link Scale} again.
 */
public final class OutboundQueue {

    /** Is told which packets wait. Called under the session's lock. */
    public interface Scale {

        void onWaiting(OutboundPacket packet);

        void onGone(OutboundPacket packet);
    }

    private static final int INITIAL_CAPACITY = 4;
    /** A ring larger than this is released when it becomes empty, so that an idle session uses little memory. */
    private static final int KEPT_CAPACITY = 16;

    /** The only packet, while there is no ring; null if there is none. */
    private @Nullable OutboundPacket single;

    private @Nullable OutboundPacket @Nullable [] ring;
    private int head;
    private int size;
    private int bytes;
    /** So many packets at the head are weighed. */
    private int weighed;

    private final Scale scale;

    public OutboundQueue(Scale scale) {
        this.scale = scale;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    public int bytes() {
        return bytes;
    }

    public void add(OutboundPacket packet) {
        if (ring == null && size == 0) {
            single = packet;
        } else {
            addToRing(packet);
        }
        size++;
        bytes = saturatedSum(bytes, packet.sizeBytes());
    }

    private void addToRing(OutboundPacket packet) {
        @Nullable OutboundPacket[] slots = ring;
        if (slots == null) {
            slots = new @Nullable OutboundPacket[INITIAL_CAPACITY];
            slots[0] = single;
            single = null;
            ring = slots;
        } else if (size == slots.length) {
            slots = grow(slots);
        }
        slots[(head + size) & (slots.length - 1)] = packet;
    }

    /** Removes and returns the first packet; the queue must not be empty. */
    public OutboundPacket remove() {
        OutboundPacket packet = peek(0);
        @Nullable OutboundPacket[] slots = ring;
        if (slots == null) {
            single = null;
        } else {
            slots[head] = null;
            head = (head + 1) & (slots.length - 1);
        }
        size--;
        bytes -= packet.sizeBytes();
        if (weighed > 0) {
            weighed--;
            scale.onGone(packet);
        }
        if (size == 0) {
            bytes = 0;
            if (slots != null && slots.length > KEPT_CAPACITY) {
                clear();
            }
        }
        return packet;
    }

    /** Removes and returns the packets that fit into one payload of about this length, at least one; the queue must not be empty. */
    public List<OutboundPacket> removePayload(int maxLength, ProtocolRevision revision) {
        OutboundPacket first = remove();
        if (size == 0) {
            return List.of(first);
        }
        List<OutboundPacket> batch = new ArrayList<>(Math.min(size + 1, 64));
        batch.add(first);
        long length = revision.encodedLength(first);
        while (size > 0) {
            length += 1 + revision.encodedLength(peek(0));
            if (length > maxLength) {
                break;
            }
            batch.add(remove());
        }
        return batch;
    }

    /** Removes and returns the packets that occupy up to this many bytes, at least one; the queue must not be empty. */
    public List<OutboundPacket> removeBatch(int maxBytes) {
        OutboundPacket first = remove();
        long total = first.sizeBytes();
        if (size == 0 || total + peek(0).sizeBytes() > maxBytes) {
            return List.of(first);
        }
        List<OutboundPacket> batch = new ArrayList<>(Math.min(size + 1, 64));
        batch.add(first);
        while (size > 0) {
            total += peek(0).sizeBytes();
            if (total > maxBytes) {
                break;
            }
            batch.add(remove());
        }
        return batch;
    }

    /** Weighs the packets that wait and are not weighed yet. */
    public void weigh() {
        while (weighed < size) {
            scale.onWaiting(peek(weighed++));
        }
    }

    public void clear() {
        for (int i = 0; i < weighed; i++) {
            scale.onGone(peek(i));
        }
        weighed = 0;
        single = null;
        ring = null;
        head = 0;
        size = 0;
        bytes = 0;
    }

    private OutboundPacket peek(int index) {
        @Nullable OutboundPacket[] slots = ring;
        return Objects.requireNonNull(slots == null ? single : slots[(head + index) & (slots.length - 1)]);
    }

    private @Nullable OutboundPacket[] grow(@Nullable OutboundPacket[] slots) {
        @Nullable OutboundPacket[] larger = new @Nullable OutboundPacket[slots.length * 2];
        int tail = slots.length - head;
        System.arraycopy(slots, head, larger, 0, tail);
        System.arraycopy(slots, 0, larger, tail, head);
        ring = larger;
        head = 0;
        return larger;
    }

    private static int saturatedSum(int a, int b) {
        int sum = a + b;
        return sum < 0 ? Integer.MAX_VALUE : sum;
    }
}
