package io.socketio.jakarta.cdi.model;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Collects everything that is wrong with the namespace beans of an application, to report it at once. */
public final class Problems {

    private final List<String> found = new ArrayList<>();

    public void add(Class<?> type, String reason) {
        found.add(type.getName() + ": " + reason);
    }

    public void add(Class<?> type, Method method, String reason) {
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        found.add(type.getName() + "." + method.getName() + "(" + parameters + "): " + reason);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Returns all problems as one text, a line each: of several exceptions, some containers report only the number. */
    public String text() {
        return String.join("\n", found);
    }
}
