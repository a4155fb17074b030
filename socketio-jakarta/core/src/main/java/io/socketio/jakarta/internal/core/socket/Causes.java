package io.socketio.jakarta.internal.core.socket;

import org.jspecify.annotations.Nullable;

/** What is behind an exception. */
final class Causes {

    private static final int MAX_CAUSES = 10;

    private Causes() {}

    /** Containers and CDI implementations wrap errors in exceptions of their own. */
    static boolean includeError(Throwable thrown) {
        @Nullable Throwable each = thrown;
        for (int depth = 0; each != null && depth < MAX_CAUSES; depth++) {
            if (each instanceof Error) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }
}
