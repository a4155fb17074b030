package io.socketio.jakarta.json.jsonb;

import io.socketio.jakarta.json.PayloadMismatch;
import java.util.LinkedList;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A single pass over the text of a JSON value, which guides a {@link Shape} and creates only the names. The path is computed only if something does
 * not fit, while the exception propagates. The text must be JSON; otherwise the pass ends with a {@link StringIndexOutOfBoundsException} or has no
 * meaningful result.
 */
final class JsonWalk {

    static final char STRING = '"';
    static final char NUMBER = '0';
    static final char BOOLEAN = 't';
    static final char NULL = 'n';
    static final char ARRAY = '[';
    static final char OBJECT = '{';

    private final String text;
    private final @Nullable BiPredicate<String, Class<?>> reader;
    private int position;

    /** @param reader tests whether a text can be bound to a type, used to find the place of a failure; else null */
    private JsonWalk(String text, @Nullable BiPredicate<String, Class<?>> reader) {
        this.text = text;
        this.reader = reader;
    }

    /**
     * Checks a text against a shape.
     *
     * @param cause the cause of the mismatch, or null
     * @throws PayloadMismatch if the text does not fit
     */
    static void check(
            String text, Shape shape, @Nullable BiPredicate<String, Class<?>> reader, @Nullable Throwable cause) {
        if (shape == Shape.ANY) {
            return;
        }
        try {
            shape.check(new JsonWalk(text, reader));
        } catch (Misfit e) {
            throw new PayloadMismatch(e.path, e.expected, PayloadMismatch.kindOf(e.found), cause);
        } catch (StringIndexOutOfBoundsException e) {
            // Not JSON: the parser reports it with a better message.
        }
    }

    String text() {
        return text;
    }

    /** Returns the start of the next value, after {@link #kind}; the end of the previous value, after {@link #skip}. */
    int position() {
        return position;
    }

    /** Returns the kind of the next value. */
    char kind() {
        skipSpace();
        char c = text.charAt(position);
        return switch (c) {
            case STRING, ARRAY, OBJECT, NULL -> c;
            case 't', 'f' -> BOOLEAN;
            default -> NUMBER;
        };
    }

    /** Moves past the next value. */
    void skip() {
        int depth = 0;
        do {
            skipSpace();
            char c = text.charAt(position);
            if (c == STRING) {
                skipString();
            } else if (c == OBJECT || c == ARRAY) {
                depth++;
                position++;
            } else if (c == '}' || c == ']') {
                depth--;
                position++;
            } else if (c == ',' || c == ':') {
                position++;
            } else {
                skipWord();
            }
        } while (depth > 0);
    }

    /** Moves past null; any other value is a misfit. */
    void skipNull(String expected) {
        boolean isNull = kind() == NULL;
        int start = position;
        skip();
        if (!isNull) {
            throw misfit(expected, start);
        }
    }

    void elements(Shape element) {
        position++;
        skipSpace();
        for (int i = 0; text.charAt(position) != ']'; i++) {
            try {
                element.check(this);
            } catch (Misfit e) {
                throw e.in(i);
            }
            skipSpace();
            if (text.charAt(position) == ',') {
                position++;
            }
            skipSpace();
        }
        position++;
    }

    void members(Function<String, Shape> shapes) {
        position++;
        skipSpace();
        while (text.charAt(position) != '}') {
            String name = string();
            skipSpace();
            position++;
            try {
                shapes.apply(name).check(this);
            } catch (Misfit e) {
                throw e.in(name);
            }
            skipSpace();
            if (text.charAt(position) == ',') {
                position++;
            }
            skipSpace();
        }
        position++;
    }

    /** Returns the string under this name in the next object, without moving; null if there is none. */
    @Nullable
    String peekString(String name) {
        int start = position;
        String[] found = new String[1];
        members(other -> walk -> {
            if (other.equals(name) && walk.kind() == STRING) {
                found[0] = walk.string();
            } else {
                walk.skip();
            }
        });
        position = start;
        return found[0];
    }

    /** Returns whether the value between {@code start} and the current position can be bound to this type; true if no failure is being located. */
    boolean reads(Class<?> type, int start) {
        return reader == null || reader.test(text.substring(start, position), type);
    }

    Misfit misfit(String expected, int start) {
        return new Misfit(expected, text.substring(start, position));
    }

    private String string() {
        int start = position + 1;
        boolean isPlain = skipString();
        return isPlain ? text.substring(start, position - 1) : JsonEscapes.unescape(text, start, position - 1);
    }

    /**
     * Moves past a string.
     *
     * @return whether it has no escapes
     */
    private boolean skipString() {
        boolean isPlain = true;
        position++;
        for (char c = text.charAt(position); c != STRING; c = text.charAt(position)) {
            if (c == '\\') {
                isPlain = false;
                position++;
            }
            position++;
        }
        position++;
        return isPlain;
    }

    /** Moves past a number, true, false or null. */
    private void skipWord() {
        position++;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == ',' || c == '}' || c == ']' || c <= ' ') {
                return;
            }
            position++;
        }
    }

    private void skipSpace() {
        while (position < text.length() && text.charAt(position) <= ' ') {
            position++;
        }
    }

    /** Collects the path while it propagates. Has no stack trace, because it never leaves this class. */
    @SuppressWarnings("serial")
    static final class Misfit extends RuntimeException {
        private final String expected;
        private final String found;
        private final LinkedList<Object> path = new LinkedList<>();

        Misfit(String expected, String found) {
            super(null, null, false, false);
            this.expected = expected;
            this.found = found;
        }

        Misfit in(Object step) {
            path.addFirst(step);
            return this;
        }
    }
}
