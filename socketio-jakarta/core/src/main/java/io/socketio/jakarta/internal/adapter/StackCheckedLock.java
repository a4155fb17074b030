package io.socketio.jakarta.internal.adapter;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that is only taken by a thread that has stack left for what it does under it. A handler that recurses without end may call the library with the
 * last frames of its stack, and an overflow between two changes would leave rooms half changed, or the lock held.
 */
final class StackCheckedLock extends ReentrantLock {

    private static final long serialVersionUID = 1;

    /** Several KiB, in compiled as in interpreted code: more than the deepest calls under the lock need. */
    private static final int FRAMES = 200;

    /** @throws StackOverflowError if there is too little stack; then the lock is not held */
    @Override
    public void lock() {
        if (descend(FRAMES) == FRAMES) {
            super.lock();
        }
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : 1 + descend(frames - 1);
    }
}
