package io.socketio.jakarta.json.jackson;

import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.json.PayloadMismatch;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/** Describes what Jackson 3 could not bind, and where. Quotes only numbers. */
final class Jackson3BindingFailure {

    /** The expected value of an unknown member. */
    private static final String ABSENT = "absent";

    private Jackson3BindingFailure() {}

    static PayloadException onRead(Type type, Exception cause) {
        if (cause instanceof PayloadException failure) {
            return failure;
        }
        String expected = expected(cause);
        JsonParser parser = parser(cause);
        if (expected == null || parser == null || parser.currentToken() == null) {
            return new PayloadException("JSON does not fit " + type.getTypeName(), cause);
        }
        // The parser may have advanced before it reports an unknown member.
        String found = expected.equals(ABSENT) ? "a member" : found(parser);
        return new PayloadMismatch(path(cause), expected, found, cause);
    }

    /** Returns what was expected; null if this is not a mismatch. */
    private static @Nullable String expected(Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof PropertyBindingException) {
                // A mapper of the application rejects unknown members.
                return ABSENT;
            }
            if (e instanceof InputCoercionException overflow) {
                return PayloadValues.nameOf(overflow.getTargetType());
            }
            if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
                return PayloadValues.nameOf(mismatch.getTargetType());
            }
        }
        return null;
    }

    private static @Nullable JsonParser parser(Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof InputCoercionException overflow) {
                return overflow.processor();
            }
            if (e instanceof JacksonException failure && failure.processor() instanceof JsonParser parser) {
                return parser;
            }
        }
        return null;
    }

    private static List<Object> path(Throwable cause) {
        List<Object> path = new ArrayList<>();
        if (cause instanceof JacksonException failure) {
            for (JacksonException.Reference step : failure.getPath()) {
                path.add(step.getPropertyName() == null ? (Object) step.getIndex() : step.getPropertyName());
            }
        }
        return path;
    }

    private static String found(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> PayloadMismatch.kindOf(parser.getString());
            case VALUE_STRING -> "a string";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case START_ARRAY, END_ARRAY -> "an array";
            default -> "an object";
        };
    }
}
