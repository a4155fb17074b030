package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.cdi.validation.Violations;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a client is told of an exception. */
public final class CallErrors {

    private static final boolean VALIDATION = isValidationPresent();

    private CallErrors() {}

    private static boolean isValidationPresent() {
        try {
            Class.forName("jakarta.validation.ConstraintViolationException", false, CallErrors.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** What the client is told; null when it was not the client's fault. */
    static @Nullable AckError told(Throwable thrown) {
        AckError told = AckError.of(thrown);
        return told == null && VALIDATION ? Violations.told(thrown) : told;
    }

    /** What a client that wants to join is refused with. */
    static Throwable refusal(Throwable thrown) {
        AckError told = thrown instanceof ConnectRefused ? null : told(thrown);
        return told == null ? thrown : refusal(told);
    }

    static ConnectRefused refusal(AckError told) {
        Map<String, @Nullable Object> details = told.details();
        return new ConnectRefused(told.message(), details.isEmpty() ? null : details);
    }

    /** Two failures as one: the second is suppressed by the first. Null if there was none. */
    static @Nullable Throwable joined(@Nullable Throwable first, @Nullable Throwable second) {
        if (first == null) {
            return second;
        }
        if (second != null && second != first) {
            first.addSuppressed(second);
        }
        return first;
    }

    static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause : thrown;
    }

    /** Throws anything without wrapping it, so that logs show what a handler threw. */
    @SuppressWarnings("unchecked")
    public static <E extends Throwable> E sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
