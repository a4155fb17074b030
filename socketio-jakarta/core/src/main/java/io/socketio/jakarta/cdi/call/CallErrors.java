package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.cdi.validation.Violations;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Translates exceptions into errors for the client. */
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

    /** Returns the error to send to the client; null if the client did not cause the exception. */
    static @Nullable AckError told(Throwable thrown) {
        AckError told = AckError.of(thrown);
        return told == null && VALIDATION ? Violations.told(thrown) : told;
    }

    /** Returns the exception that refuses a connecting client. */
    static Throwable refusal(Throwable thrown) {
        AckError told = thrown instanceof ConnectRefused ? null : told(thrown);
        return told == null ? thrown : refusal(told);
    }

    static ConnectRefused refusal(AckError told) {
        Map<String, @Nullable Object> details = told.details();
        return new ConnectRefused(told.message(), details.isEmpty() ? null : details);
    }

    /** Combines two failures: adds the second to the first as a suppressed exception. Null if both are null. */
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

    /** Throws any exception without wrapping it, so that logs show what a handler threw. */
    @SuppressWarnings("unchecked")
    public static <E extends Throwable> E sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
