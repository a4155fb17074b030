package io.socketio.jakarta.web.container;

import java.util.concurrent.ExecutorService;

/**
 * Detects Open Liberty's managed executor. Liberty has one pool for everything: the managed executor also reads from connections and runs timers.
 * Handlers that wait for their clients would block all its threads, and none would be left to read the responses of the clients. Seen on 26.0.0.3; no
 * longer needed when the managed executor has its own threads.
 */
public final class LibertyExecutor {

    private LibertyExecutor() {}

    /** Returns whether this is the managed executor of Liberty. */
    public static boolean isLiberty(ExecutorService managed) {
        return managed.getClass().getName().startsWith("com.ibm.ws.");
    }
}
