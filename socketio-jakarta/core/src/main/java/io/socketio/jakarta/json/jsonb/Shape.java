package io.socketio.jakarta.json.jsonb;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the JSON of a Java type must look like. Stricter than JSON-B implementations, which cut numbers and strings that do not fit; where it is not
 * sure how JSON-B binds a value, it takes anything. Immutable.
 */
@FunctionalInterface
interface Shape {

    /** Takes everything: for JSON-B to judge. */
    Shape ANY = JsonWalk::skip;

    /**
     * Checks the next value and moves past it.
     *
     * @throws io.socketio.jakarta.json.PayloadMismatch if it does not fit
     */
    void check(JsonWalk json);

    /** Whether the text of a value of the right kind fits. */
    @FunctionalInterface
    interface Test {
        Test ALWAYS = (text, start, end) -> true;

        boolean fits(String text, int start, int end);
    }

    /**
     * A value without others inside.
     *
     * @param name what clients are told to send
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

    /** A JSON object whose names are keys. */
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

    /** A JSON object whose names are those of members; others are ignored, as JSON-B does. */
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

    /** One of several classes; a member of the object says which. */
    record Subtypes(String key, Map<String, Shape> byAlias) implements Shape {
        @Override
        public void check(JsonWalk json) {
            String alias = json.kind() == JsonWalk.OBJECT ? json.peekString(key) : null;
            byAlias.getOrDefault(alias == null ? "" : alias, ANY).check(json);
        }
    }

    /** A type of the JDK that JSON-B reads from text, such as a date. It is checked only to find the place of a failure. */
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

    /** A shape that is built on first use, because types refer to themselves. Two threads may build it at once; both results are alike. */
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
