package io.socketio.jakarta.faults.client;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Numbered messages on one session, both ways: each number must come once, and in order. */
public final class NumberedConversation {

    private static final String NUMBER = "42[\"number\",";
    private static final String TICK = "42[\"tick\",";
    private static final int MOST_UNDER_WAY = 1 << 12;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Session session;
    private final String name;
    private final Observations observations;
    private final boolean complete;
    private final AtomicLongArray sentAt = new AtomicLongArray(MOST_UNDER_WAY);
    private final AtomicLong echoed = new AtomicLong();
    private final Thread reader;

    private volatile boolean closing;

    /** Null while the session is read. */
    private volatile @Nullable IOException failure;

    /** Touched by the sending thread only. */
    private long sent;

    /** Touched by the reading thread only; negative before the first tick. */
    private long lastTick = -1;

    /** @param complete whether numbers that do not come are a fault; otherwise the session may be cut */
    public NumberedConversation(Session session, String name, Observations observations, boolean complete) {
        this.session = session;
        this.name = name;
        this.observations = observations;
        this.complete = complete;
        reader = new Thread(this::read, "reads-" + name);
        reader.setDaemon(true);
    }

    /** Begins to read. */
    public void startReading() {
        reader.start();
    }

    /** Sends the next number. */
    public void sendNext() throws IOException {
        sentAt.set((int) (sent % MOST_UNDER_WAY), System.nanoTime());
        sent++;
        session.send(NUMBER + (sent - 1) + "]");
    }

    /** Returns when all numbers have come back. */
    public void awaitEchoes() throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (echoed.get() < sent) {
            throwFailure();
            if (System.nanoTime() > deadline) {
                if (complete) {
                    observations.fault(name + ": " + (sent - echoed.get()) + " of " + sent + " messages are lost");
                }
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Throws what has ended the reading. */
    public void throwFailure() throws IOException {
        IOException present = failure;
        if (present != null) {
            throw present;
        }
    }

    /** Ends the session. */
    public void close() {
        closing = true;
        session.close();
    }

    private void read() {
        try {
            while (!closing) {
                onPacket(session.receive());
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void onPacket(String packet) throws IOException {
        if (packet.startsWith(NUMBER)) {
            onNumber(Long.parseLong(packet.substring(NUMBER.length(), packet.length() - 1)));
        } else if (packet.startsWith(TICK)) {
            int comma = packet.indexOf(',', TICK.length());
            onTick(
                    Long.parseLong(packet.substring(TICK.length(), comma)),
                    Long.parseLong(packet.substring(comma + 1, packet.length() - 1)));
        } else {
            throw new IOException("unexpected packet " + Session.cut(packet));
        }
    }

    private void onNumber(long number) {
        long expected = echoed.get();
        if (number != expected) {
            observations.fault(name + ": expected number " + expected + ", got " + number);
        }
        observations.echoed(System.nanoTime() - sentAt.get((int) (number % MOST_UNDER_WAY)));
        echoed.set(number + 1);
    }

    private void onTick(long number, long millis) {
        if (lastTick >= 0 && number != lastTick + 1) {
            observations.fault(name + ": expected broadcast " + (lastTick + 1) + ", got " + number);
        }
        lastTick = number;
        observations.ticked(System.currentTimeMillis() - millis);
    }
}
