package io.socketio.jakarta.internal.core.mailbox;

/**
 * Is told when a mailbox runs several tasks one after the other, so that what they send can go out together. Called by the thread that runs the mailbox;
 * does not block and runs no user code.
 */
public interface Bursts {

    /** For mailboxes whose tasks send nothing to one connection. */
    Bursts NONE = new Bursts() {
        @Override
        public boolean beginBurst() {
            return false;
        }

        @Override
        public void endBurst() {}
    };

    /** More tasks follow the next one. @return whether {@link #endBurst} is to be called */
    boolean beginBurst();

    /** No more tasks follow, or they have taken long: what was sent goes out now. */
    void endBurst();
}
