package io.socketio.jakarta.internal.engine.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The bytes that wait for one connection: incoming messages that nobody has handled yet, and outgoing ones that the client has not taken. Whoever
 * takes bytes gives the same number back, exactly once, also when the connection ends. Lock-free.
 *
 * <p>The account reports to its {@link MemoryBudget} in steps of {@value #STEP} bytes, and when nothing waits any more. So the sum of the server misses
 * less than one step per connection, and is exact for a connection at rest.
 */
public final class MemoryAccount {

    private static final long STEP = 4096;

    private static final VarHandle INCOMING;
    private static final VarHandle OUTGOING;
    private static final VarHandle REPORTED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INCOMING = lookup.findVarHandle(MemoryAccount.class, "incoming", long.class);
            OUTGOING = lookup.findVarHandle(MemoryAccount.class, "outgoing", long.class);
            REPORTED = lookup.findVarHandle(MemoryAccount.class, "reported", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** For whom the bytes wait. */
    public interface Owner {

        /** More waits in the server than may, and most of it here: closes the connection and drops what waits for it. On the scheduler, at most once. */
        void onCut();
    }

    private final MemoryBudget budget;
    private final Owner owner;

    private volatile long incoming;
    private volatile long outgoing;
    /** What the budget knows. */
    private volatile long reported;
    /** Written by one thread at a time, see {@link #holdShared}. */
    private volatile long shared;

    private volatile boolean cut;

    public MemoryAccount(MemoryBudget budget, Owner owner) {
        this.budget = budget;
        this.owner = owner;
    }

    public MemoryBudget budget() {
        return budget;
    }

    /**
     * Takes bytes for something incoming.
     *
     * @return false if more waits than one connection may have; the bytes are taken all the same. One thing alone always passes.
     */
    public boolean take(long bytes) {
        long now = (long) INCOMING.getAndAdd(this, bytes) + bytes;
        report();
        return now <= budget.limits().connectionBytes() || now == bytes;
    }

    /** Returns bytes that {@link #take} has taken. */
    public void give(long bytes) {
        INCOMING.getAndAdd(this, -bytes);
        report();
    }

    /** Adds to the outgoing bytes, or with a negative number returns them. */
    public void addOutgoing(long delta) {
        OUTGOING.getAndAdd(this, delta);
        report();
    }

    /**
     * Notes how many bytes of packets that several connections share wait here. The budget counts them once, see {@link MemoryBudget#addShared}; here
     * they tell which connection holds the most.
     */
    public void holdShared(long bytes) {
        boolean changes = (shared == 0) != (bytes == 0);
        shared = bytes;
        if (changes) {
            budget.track(this);
        }
    }

    public long incomingBytes() {
        return incoming;
    }

    /** Returns all that waits for this connection, shared packets included. */
    public long weight() {
        return incoming + outgoing + shared;
    }

    boolean isHolding() {
        return reported != 0 || shared != 0;
    }

    boolean isCut() {
        return cut;
    }

    void cut() {
        cut = true;
        owner.onCut();
    }

    private void report() {
        // Once more after each report: what others have changed meanwhile may have relied on the former one.
        for (long now = reported; isDue(incoming + outgoing, now); now = reported) {
            long total = incoming + outgoing;
            if (REPORTED.compareAndSet(this, now, total)) {
                if (now == 0 || total == 0) {
                    budget.track(this);
                }
                budget.add(total - now);
            }
        }
    }

    private static boolean isDue(long total, long reported) {
        long difference = total - reported;
        return difference >= STEP || difference <= -STEP || total == 0 && reported != 0;
    }

    @Override
    public String toString() {
        return "MemoryAccount[" + incoming + " bytes in, " + outgoing + " out, " + shared + " shared]";
    }
}
