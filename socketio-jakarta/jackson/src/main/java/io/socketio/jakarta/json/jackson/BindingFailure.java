package io.socketio.jakarta.json.jackson;

import io.socketio.jakarta.json.PayloadException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Failures that are reported alike for both versions of Jackson. */
final class BindingFailure {

    private static final int MAX_CONSTANTS = 10;

    private BindingFailure() {}

    static PayloadException onWrite(Object value, Exception cause) {
        return cause instanceof PayloadException failure
                ? failure
                : new PayloadException("cannot write " + value.getClass().getTypeName(), cause);
    }

    static String constants(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        if (constants.length > MAX_CONSTANTS) {
            return type.getSimpleName();
        }
        return Arrays.stream(constants)
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.joining(", ", "one of ", ""));
    }
}
