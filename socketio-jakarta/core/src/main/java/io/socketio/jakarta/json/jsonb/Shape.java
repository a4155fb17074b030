package io.socketio.jakarta.json.jsonb;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The required form of the JSON of a Java type. It is stricter than JSON-B implementations, which truncate numbers and strings that do not fit. If it
 * is not certain how JSON-B binds a value, it accepts anything. Immutable.
 */
@FunctionalInterface
interface Shape {

    /** Accepts everything and leaves the check to JSON-B. */
    Shape ANY = JsonWalk::skip;

    /**
     * Checks the next value and moves past it.
     *
     * @throws io.socketio.jakarta.json.PayloadMismatch if it does not fit
     */
    void check(JsonWalk json);

    /** Tests whether the text of a value of the right kind fits. */
    @FunctionalInterface
    interface Test {
        Test ALWAYS = (text, start, end) -> true;

        boolean fits(String text, int start, int end);
    }

    /**
     * A value that contains no other values.
     *
     * @param name the type name in the error message for the client
     * @param kind the kind of JSON, see {@link JsonWalk#kind}
     * @param takesNull false for primitives
     */
    record Scalar(String name, char kind, boolean takesNull, Test test) implements Shape {
        @Override
        public void check(JsonWalk json) {
            char found = json.kind();
            int start = json.position();
            json.skip();
            if (found == JsonWalk.NULL
                    ? !takesNull
                    : found != kind || !test.fits(json.text(), start, json.position())) {
                throw json.misfit(name, start);
            }
        }
    }

    /** A JSON array. */
    record Elements(Shape element) implements Shape {
        @Override
        public void check(JsonWalk json) {
            if (json.kind() == JsonWalk.ARRAY) {
                json.elements(element);
            } else {
                json.skipNull("an array");
            }
        }
    }

    /** A JSON object whose names are the keys of a map. */
    record Entries(Shape value) implements Shape {
        @Override
        public void check(JsonWalk json) {
            if (json.kind() == JsonWalk.OBJECT) {
                json.members(name -> value);
            } else {
                json.skipNull("an object");
            }
        }
    }

    /** A JSON object whose names are members of a class; unknown names are ignored, as in JSON-B. */
    record Members(MemberNames names) implements Shape {
        @Override
        public void check(JsonWalk json) {
            if (json.kind() == JsonWalk.OBJECT) {
                json.members(names::shape);
            } else {
                json.skipNull("an object");
            }
        }
    }

    /** An object of one of several classes; one of its members names the class. */
    record Subtypes(String key, Map<String, Shape> byAlias) implements Shape {
        @Override
        public void check(JsonWalk json) {
            String alias = json.kind() == JsonWalk.OBJECT ? json.peekString(key) : null;
            byAlias.getOrDefault(alias == null ? "" : alias, ANY).check(json);
        }
    }

    /** A JDK type that JSON-B reads from text, such as a date. It is checked only to find the place of a failure. */
    record Leaf(Class<?> type) implements Shape {
        @Override
        public void check(JsonWalk json) {
            int start = json.kind() == JsonWalk.NULL ? -1 : json.position();
            json.skip();
            if (start >= 0 && !json.reads(type, start)) {
                throw json.misfit(type.getSimpleName(), start);
            }
        }
    }

    /**
     * A shape that is built on first use, because types may refer to themselves. Two threads may build it concurrently; both results are equivalent.
     */
    final class Deferred implements Shape {
        private final Supplier<Shape> source;
        private volatile @Nullable Shape shape;

        Deferred(Supplier<Shape> source) {
            this.source = source;
        }

        @Override
        public void check(JsonWalk json) {
            Shape known = shape;
            if (known == null) {
                known = source.get();
                shape = known;
            }
            known.check(json);
        }
    }
}
