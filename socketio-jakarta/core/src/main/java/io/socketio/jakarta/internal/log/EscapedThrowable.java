package io.socketio.jakarta.internal.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An exception as the log shows it: the stack traces of the original, its causes and what it suppressed, and their messages escaped. */
final class EscapedThrowable extends Throwable {

    private static final long serialVersionUID = 1L;

    /** Of one message. Long enough for the longest of containers and JSON libraries; a payload may have a million characters. */
    private static final int MAX_LENGTH = 1000;

    private EscapedThrowable(String text, @Nullable Throwable cause) {
        super(text, cause);
    }

    /** Returns the exception itself if there is nothing to escape, so that the log has its class. */
    static Throwable of(Throwable thrown) {
        return isClean(thrown, newSet()) ? thrown : copy(thrown, newSet());
    }

    private static boolean isClean(@Nullable Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return true;
        }
        String text = thrown.toString();
        if (!escaped(text).equals(text) || !isClean(thrown.getCause(), seen)) {
            return false;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (!isClean(suppressed, seen)) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        return LogText.escaped(text, MAX_LENGTH, false);
    }

    private static Throwable copy(Throwable thrown, Set<Throwable> seen) {
        seen.add(thrown);
        Throwable cause = thrown.getCause();
        Throwable copy = new EscapedThrowable(
                escaped(thrown.toString()), cause == null || seen.contains(cause) ? null : copy(cause, seen));
        copy.setStackTrace(thrown.getStackTrace());
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (!seen.contains(suppressed)) {
                copy.addSuppressed(copy(suppressed, seen));
            }
        }
        return copy;
    }

    private static Set<Throwable> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** Returns what the original's {@code toString} does: its class and its message. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
