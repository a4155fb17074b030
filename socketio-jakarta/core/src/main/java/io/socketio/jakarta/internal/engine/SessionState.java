package io.socketio.jakarta.internal.engine;

/**
 * The state machine of a session: its phase, the progress of its upgrade, and whether it writes. Pure: no I/O, no callbacks, no lock of its own. All
 * methods except the queries {@link #isOpen} and {@link #isClosed} are called under the session's lock. Methods named {@code on…} are events and
 * return whether they changed the state; an event that is not in the table changes nothing.
 *
 * <pre>
 * phase    event         → phase        upgrade   event              → upgrade
 * OPEN     closeAsked    → CLOSING      NONE      candidate          → PROBING   (not CLOSED, not yet upgraded)
 * OPEN     ended         → CLOSED       PROBING   probe              → PROBED
 * CLOSING  ended         → CLOSED       PROBED    probe              → PROBED
 *                                       PROBING   upgrade packet     → NONE, upgraded
 *                                       PROBED    upgrade packet     → NONE, upgraded
 *                                       PROBING   candidate lost     → NONE
 *                                       PROBED    candidate lost     → NONE
 *                                       any       ended              → NONE
 *
 * activity event         → activity
 * IDLE     write begins  → WRITING
 * WRITING  more to write → WRITING
 * WRITING  queue empty   → DRAINING     (the listener is being notified)
 * WRITING  not writable  → IDLE
 * DRAINING more to write → WRITING
 * DRAINING nothing more  → IDLE
 * </pre>
 */
final class SessionState {

    enum Phase {
        OPEN,
        CLOSING,
        CLOSED
    }

    enum Upgrade {
        NONE,
        PROBING,
        PROBED
    }

    enum Activity {
        IDLE,
        WRITING,
        DRAINING
    }

    private volatile Phase phase = Phase.OPEN;
    private Upgrade upgrade = Upgrade.NONE;
    private Activity activity = Activity.IDLE;
    private boolean upgraded;
    private boolean overflowed;

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    boolean isClosing() {
        return phase == Phase.CLOSING;
    }

    boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** Returns whether the session accepts packets from the application. */
    boolean accepts() {
        return phase == Phase.OPEN && !overflowed;
    }

    boolean isIdle() {
        return activity == Activity.IDLE;
    }

    boolean isWriting() {
        return activity == Activity.WRITING;
    }

    void toActivity(Activity next) {
        activity = next;
    }

    boolean onCloseAsked() {
        if (phase != Phase.OPEN) {
            return false;
        }
        phase = Phase.CLOSING;
        return true;
    }

    boolean onEnded() {
        if (phase == Phase.CLOSED) {
            return false;
        }
        phase = Phase.CLOSED;
        upgrade = Upgrade.NONE;
        return true;
    }

    /** Marks the queue as full: the session accepts no more packets and is about to end. */
    boolean onOverflow() {
        if (overflowed || phase == Phase.CLOSED) {
            return false;
        }
        overflowed = true;
        return true;
    }

    boolean onCandidate() {
        if (phase == Phase.CLOSED || upgraded || upgrade != Upgrade.NONE) {
            return false;
        }
        upgrade = Upgrade.PROBING;
        return true;
    }

    boolean onProbe() {
        if (upgrade == Upgrade.NONE) {
            return false;
        }
        upgrade = Upgrade.PROBED;
        return true;
    }

    boolean onUpgradePacket() {
        if (upgrade == Upgrade.NONE) {
            return false;
        }
        upgrade = Upgrade.NONE;
        upgraded = true;
        return true;
    }

    boolean onCandidateLost() {
        if (upgrade == Upgrade.NONE) {
            return false;
        }
        upgrade = Upgrade.NONE;
        return true;
    }

    @Override
    public String toString() {
        return upgrade == Upgrade.NONE ? phase.toString() : phase + "/" + upgrade;
    }
}
