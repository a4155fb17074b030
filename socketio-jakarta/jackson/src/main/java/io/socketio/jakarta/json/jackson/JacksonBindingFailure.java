package io.socketio.jakarta.json.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.json.PayloadMismatch;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes what Jackson 2 could not bind, and where. Quotes only numbers. */
final class JacksonBindingFailure {

    /** The expected value of an unknown member. */
    private static final String ABSENT = "absent";

    private JacksonBindingFailure() {}

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
                return overflow.getProcessor();
            }
            if (e instanceof JsonMappingException mapping && mapping.getProcessor() instanceof JsonParser parser) {
                return parser;
            }
        }
        return null;
    }

    private static List<Object> path(Throwable cause) {
        List<Object> path = new ArrayList<>();
        if (cause instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                path.add(step.getFieldName() == null ? (Object) step.getIndex() : step.getFieldName());
            }
        }
        return path;
    }

    private static String found(JsonParser parser) {
        JsonToken token = parser.currentToken();
        try {
            return switch (token) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> PayloadMismatch.kindOf(parser.getText());
                case VALUE_STRING -> "a string";
                case VALUE_TRUE, VALUE_FALSE -> "a boolean";
                case VALUE_NULL -> "null";
                case START_ARRAY, END_ARRAY -> "an array";
                default -> "an object";
            };
        } catch (IOException e) {
            return "something else";
        }
    }
}
