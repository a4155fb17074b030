package io.socketio.jakarta.web.container;

import java.util.concurrent.ExecutorService;

/**
 * Open Liberty has one pool for everything: its managed executor also reads from connections and runs timers. Handlers that wait for their clients would
 * take its threads, and nothing would read the answers. Seen on 26.0.0.3; no longer needed when the managed executor has threads of its own.
 */
public final class LibertyExecutor {

    private LibertyExecutor() {}

    /** Whether this is Liberty's managed executor. */
    public static boolean isLiberty(ExecutorService managed) {
        return managed.getClass().getName().startsWith("com.ibm.ws.");
    }
}
