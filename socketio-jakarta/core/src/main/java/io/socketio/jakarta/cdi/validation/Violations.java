package io.socketio.jakarta.cdi.validation;

import io.socketio.jakarta.AckError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translates constraint violations into errors for the client. Loaded only where Bean Validation is available. */
public final class Violations {

    private Violations() {}

    /** Returns the path and message of each violation, without the values; null for other exceptions. */
    public static @Nullable AckError told(Throwable thrown) {
        if (!(thrown instanceof ConstraintViolationException invalid)) {
            return null;
        }
        List<Map<String, Object>> violations = new ArrayList<>();
        if (invalid.getConstraintViolations() != null) {
            for (ConstraintViolation<?> violation : invalid.getConstraintViolations()) {
                violations.add(Map.of(
                        "path",
                        pathOf(violation.getPropertyPath()),
                        "message",
                        String.valueOf(violation.getMessage())));
            }
        }
        return new AckError("validation failed", Map.of("violations", violations));
    }

    /** Returns the path without the method's name in front, which the client does not need. */
    private static String pathOf(Path path) {
        String text = path.toString();
        Iterator<Path.Node> nodes = path.iterator();
        if (nodes.hasNext()) {
            Path.Node first = nodes.next();
            if (first.getKind() == jakarta.validation.ElementKind.METHOD && nodes.hasNext()) {
                return text.substring(Math.min(text.length(), first.getName().length() + 1));
            }
        }
        return text;
    }
}
