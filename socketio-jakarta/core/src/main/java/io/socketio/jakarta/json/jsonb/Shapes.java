package io.socketio.jakarta.json.jsonb;

import io.socketio.jakarta.json.PayloadMismatch;
import io.socketio.jakarta.json.jsonb.MemberNames.Naming;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Provides the shape of every type that JSON-B binds under one configuration. Thread-safe; caches the shapes of the application's types. */
final class Shapes {

    private static final int MAX_CONSTANTS = 10;

    private final Map<TypeUse, Shape> known = new ConcurrentHashMap<>();
    private final Set<Class<?>> handled;
    private final Naming naming;
    private final @Nullable PropertyVisibilityStrategy visibility;

    /** @param settings of a {@link JsonbConfig} */
    Shapes(Map<String, Object> settings) {
        this.handled = HandledTypes.of(settings);
        this.naming = Naming.of(settings.get(JsonbConfig.PROPERTY_NAMING_STRATEGY));
        this.visibility =
                settings.get(JsonbConfig.PROPERTY_VISIBILITY_STRATEGY) instanceof PropertyVisibilityStrategy own
                        ? own
                        : null;
    }

    /**
     * Checks that JSON fits the type.
     *
     * @throws PayloadMismatch if it does not fit
     */
    void check(String text, Type type) {
        JsonWalk.check(text, of(TypeUse.of(type)), null, null);
    }

    /**
     * Finds the place where JSON-B failed.
     *
     * @param reader returns whether JSON-B can bind a text to a class
     * @param cause the exception from JSON-B
     * @throws PayloadMismatch if the place is found
     */
    void find(String text, Type type, BiPredicate<String, Class<?>> reader, Throwable cause) {
        JsonWalk.check(text, of(TypeUse.of(type)), reader, cause);
    }

    private Shape of(TypeUse type) {
        Shape shape = known.get(type);
        if (shape == null) {
            shape = build(type);
            known.put(type, shape);
        }
        return shape;
    }

    /** Returns the shape of a child, deferred because a type may contain itself. */
    private Shape later(TypeUse type) {
        Shape scalar = Scalars.of(type.raw());
        return scalar != null && !isHandled(type.raw()) ? scalar : new Shape.Deferred(() -> of(type));
    }

    private Shape build(TypeUse type) {
        Class<?> raw = type.raw();
        if (raw == Object.class || raw == byte[].class || isHandled(raw) || JsonValue.class.isAssignableFrom(raw)) {
            return Shape.ANY;
        }
        Shape scalar = Scalars.of(raw);
        if (scalar != null) {
            return scalar;
        }
        if (raw.isArray()) {
            return new Shape.Elements(later(type.component()));
        }
        if (raw == Optional.class) {
            return optional(type.argument(Optional.class, 0));
        }
        if (BindAnnotations.isCustomized(raw) || BindAnnotations.isCustomized(raw.getPackage())) {
            return Shape.ANY;
        }
        if (raw.isEnum()) {
            return constants(raw);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return new Shape.Elements(later(type.argument(Collection.class, 0)));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return entries(type);
        }
        return raw.getName().startsWith("java.") ? leaf(raw) : members(type);
    }

    private Shape optional(TypeUse value) {
        Shape shape = later(value);
        return json -> {
            if (json.kind() == JsonWalk.NULL) {
                json.skip();
            } else {
                shape.check(json);
            }
        };
    }

    /** Returns the shape of a map. JSON-B may represent a map whose keys are not simple values as an array. */
    private Shape entries(TypeUse type) {
        Shape entries = new Shape.Entries(later(type.argument(Map.class, 1)));
        if (type.argument(Map.class, 0).raw() == String.class) {
            return entries;
        }
        return json -> (json.kind() == JsonWalk.OBJECT ? entries : Shape.ANY).check(json);
    }

    private static Shape leaf(Class<?> raw) {
        return raw.isInterface() || Modifier.isAbstract(raw.getModifiers()) ? Shape.ANY : new Shape.Leaf(raw);
    }

    private Shape constants(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        for (var field : type.getFields()) {
            if (BindAnnotations.isCustomized(field) || BindAnnotations.name(field) != null) {
                return Shape.ANY;
            }
        }
        Set<String> names =
                Arrays.stream(constants).map(one -> ((Enum<?>) one).name()).collect(Collectors.toSet());
        String expected = constants.length > MAX_CONSTANTS
                ? type.getSimpleName()
                : Arrays.stream(constants)
                        .map(one -> ((Enum<?>) one).name())
                        .collect(Collectors.joining(", ", "one of ", ""));
        return new Shape.Scalar(
                expected,
                JsonWalk.STRING,
                true,
                (text, start, end) -> names.contains(JsonEscapes.unescape(text, start + 1, end - 1)));
    }

    private Shape members(TypeUse type) {
        Class<?> raw = type.raw();
        JsonbTypeInfo info = raw.getAnnotation(JsonbTypeInfo.class);
        if (info != null) {
            return subtypes(info);
        }
        if (raw.isInterface() || Modifier.isAbstract(raw.getModifiers())) {
            return Shape.ANY;
        }
        return concrete(type);
    }

    private Shape subtypes(JsonbTypeInfo info) {
        Map<String, Shape> byAlias = new HashMap<>();
        for (JsonbSubtype subtype : info.value()) {
            TypeUse type = TypeUse.of(subtype.type());
            boolean isPlain = subtype.type().getDeclaredAnnotation(JsonbTypeInfo.class) == null;
            byAlias.put(subtype.alias(), isPlain ? new Shape.Deferred(() -> concrete(type)) : Shape.ANY);
        }
        return new Shape.Subtypes(info.key(), byAlias);
    }

    private Shape concrete(TypeUse type) {
        List<ClassMembers.Member> members;
        try {
            members = ClassMembers.of(type.raw(), visibility);
        } catch (ReflectiveOperationException | LinkageError e) {
            // JSON-B fails in the same way and reports it.
            return Shape.ANY;
        }
        MemberNames names = new MemberNames(naming);
        var variables = type.variables();
        for (ClassMembers.Member member : members) {
            Type declared = member.type();
            names.add(
                    member.javaName(),
                    member.jsonName(),
                    declared == null ? Shape.ANY : later(TypeUse.of(declared, variables)));
        }
        return new Shape.Members(names);
    }

    private boolean isHandled(Class<?> type) {
        for (Class<?> one : handled) {
            if (one.isAssignableFrom(type)) {
                return true;
            }
        }
        return false;
    }
}
