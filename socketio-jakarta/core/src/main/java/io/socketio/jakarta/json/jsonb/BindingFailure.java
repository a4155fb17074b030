package io.socketio.jakarta.json.jsonb;

import io.socketio.jakarta.json.PayloadException;
import jakarta.json.stream.JsonParsingException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Describes what could not be bound, and where, without quoting the value. */
final class BindingFailure {

    /** The start of the message with which Yasson reports a failed member; the names are those of the class, not of the JSON. */
    private static final String MEMBER = "Unable to deserialize property '";

    private static final String MEMBER_END = "' because of: ";

    private BindingFailure() {}

    static PayloadException onWrite(Object value, RuntimeException cause) {
        if (cause instanceof PayloadException failure) {
            return failure;
        }
        Class<?> type = value.getClass();
        return new PayloadException("cannot write " + type.getTypeName() + hint(type), cause);
    }

    static PayloadException onRead(Type type, RuntimeException cause) {
        if (cause instanceof PayloadException failure) {
            return failure;
        }
        return new PayloadException("JSON does not fit " + type.getTypeName() + position(cause) + hint(type), cause);
    }

    private static String position(RuntimeException cause) {
        String path = path(cause.getMessage());
        if (!path.isEmpty()) {
            return " at member " + path;
        }
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof JsonParsingException parsing && parsing.getLocation() != null) {
                return " at offset " + parsing.getLocation().getStreamOffset();
            }
        }
        return "";
    }

    private static String path(@Nullable String message) {
        StringBuilder path = new StringBuilder();
        int at = 0;
        while (message != null && message.startsWith(MEMBER, at)) {
            int start = at + MEMBER.length();
            int end = message.indexOf(MEMBER_END, start);
            if (end < 0) {
                break;
            }
            path.append(path.isEmpty() ? "" : ".").append(message, start, end);
            at = end + MEMBER_END.length();
        }
        return path.toString();
    }

    private static String hint(Type type) {
        boolean hidden = type instanceof Class<?> raw && raw.isRecord() && !Modifier.isPublic(raw.getModifiers());
        return hidden ? " (JSON-B binds only public records)" : "";
    }
}
