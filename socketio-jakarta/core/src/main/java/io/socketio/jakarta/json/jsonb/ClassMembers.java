package io.socketio.jakarta.json.jsonb;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbVisibility;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the members that JSON-B sets when it reads an object of a class: parameters of the creator, setters, visible fields. */
final class ClassMembers {

    /**
     * A member that JSON-B sets.
     *
     * @param type null if only JSON-B can interpret the JSON of this member
     */
    record Member(
            String javaName,
            @Nullable String jsonName,
            @Nullable Type type) {}

    private static final PropertyVisibilityStrategy PUBLIC = new PropertyVisibilityStrategy() {
        @Override
        public boolean isVisible(Field field) {
            return Modifier.isPublic(field.getModifiers());
        }

        @Override
        public boolean isVisible(Method method) {
            return Modifier.isPublic(method.getModifiers());
        }
    };

    private final Class<?> type;
    private final PropertyVisibilityStrategy visibility;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, Method> setters = new LinkedHashMap<>();
    private final Map<String, Method> getters = new LinkedHashMap<>();
    private final Set<String> overloaded = new HashSet<>();
    private final List<Member> members = new ArrayList<>();

    private ClassMembers(Class<?> type, PropertyVisibilityStrategy visibility) {
        this.type = type;
        this.visibility = visibility;
    }

    /**
     * Returns the members of a class.
     *
     * @param configured the visibility strategy of the configuration, or null
     * @throws ReflectiveOperationException if the class specifies a visibility strategy that cannot be created
     */
    static List<Member> of(Class<?> type, @Nullable PropertyVisibilityStrategy configured)
            throws ReflectiveOperationException {
        ClassMembers found = new ClassMembers(type, visibility(type, configured));
        found.findFields(type);
        found.findMethods();
        found.addCreator();
        found.addProperties();
        return found.members;
    }

    private static PropertyVisibilityStrategy visibility(Class<?> type, @Nullable PropertyVisibilityStrategy configured)
            throws ReflectiveOperationException {
        JsonbVisibility own = type.getAnnotation(JsonbVisibility.class);
        if (own == null && type.getPackage() != null) {
            own = type.getPackage().getAnnotation(JsonbVisibility.class);
        }
        if (own != null) {
            return own.value().getConstructor().newInstance();
        }
        return configured == null ? PUBLIC : configured;
    }

    /** Collects the fields, those of superclasses first, so that a field that hides one of them wins. */
    private void findFields(@Nullable Class<?> owner) {
        if (owner == null || owner == Object.class || owner == Record.class) {
            return;
        }
        findFields(owner.getSuperclass());
        for (Field field : owner.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                fields.put(field.getName(), field);
            }
        }
    }

    private void findMethods() {
        for (Method method : type.getMethods()) {
            String name = method.getName();
            if (Modifier.isStatic(method.getModifiers())
                    || method.isBridge()
                    || method.getDeclaringClass() == Object.class) {
                continue;
            }
            if (method.getParameterCount() == 1 && isAccessor(name, "set")) {
                addSetter(property(name, "set"), method);
            } else if (method.getParameterCount() == 0 && isAccessor(name, "get")) {
                getters.put(property(name, "get"), method);
            } else if (method.getParameterCount() == 0 && isAccessor(name, "is")) {
                getters.put(property(name, "is"), method);
            }
        }
    }

    /** Adds a setter. If there are two for a property, only the implementation of JSON-B determines which one it calls. */
    private void addSetter(String property, Method setter) {
        Method other = setters.put(property, setter);
        if (other != null && other.getParameterTypes()[0] != setter.getParameterTypes()[0]) {
            overloaded.add(property);
        }
    }

    private static boolean isAccessor(String method, String prefix) {
        return method.startsWith(prefix) && method.length() > prefix.length();
    }

    private static String property(String method, String prefix) {
        return Character.toLowerCase(method.charAt(prefix.length())) + method.substring(prefix.length() + 1);
    }

    private void addCreator() {
        Executable creator = creator();
        if (creator != null) {
            for (Parameter parameter : creator.getParameters()) {
                addParameter(parameter);
            }
        } else if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                Field field = fields.get(component.getName());
                add(component.getName(), component.getGenericType(), field, component.getAccessor(), field);
            }
        }
    }

    private @Nullable Executable creator() {
        List<Executable> all = new ArrayList<>(List.of(type.getDeclaredConstructors()));
        all.addAll(List.of(type.getDeclaredMethods()));
        for (Executable one : all) {
            if (one.isAnnotationPresent(JsonbCreator.class)) {
                return one;
            }
        }
        return null;
    }

    private void addParameter(Parameter parameter) {
        if (BindAnnotations.name(parameter) != null || parameter.isNamePresent()) {
            add(
                    parameter.getName(),
                    parameter.getParameterizedType(),
                    parameter,
                    fields.get(parameter.getName()),
                    null);
        }
    }

    private void addProperties() {
        if (type.isRecord()) {
            return;
        }
        setters.forEach((name, setter) -> {
            Field field = fields.get(name);
            if (overloaded.contains(name)) {
                members.add(new Member(name, BindAnnotations.name(field), null));
            } else if (visibility.isVisible(setter) && !BindAnnotations.isTransient(getters.get(name))) {
                add(name, setter.getGenericParameterTypes()[0], setter, field, field);
            }
        });
        fields.forEach((name, field) -> {
            boolean isWritten = visibility.isVisible(field)
                    && !setters.containsKey(name)
                    && !Modifier.isFinal(field.getModifiers())
                    && !Modifier.isTransient(field.getModifiers());
            if (isWritten && !BindAnnotations.isTransient(getters.get(name))) {
                add(name, field.getGenericType(), field, null, null);
            }
        });
    }

    /** @param named provides the name if the first element does not; null if there is no such element */
    private void add(
            String javaName,
            Type declared,
            @Nullable AnnotatedElement element,
            @Nullable AnnotatedElement other,
            @Nullable AnnotatedElement named) {
        if (BindAnnotations.isTransient(element) || BindAnnotations.isTransient(other)) {
            return;
        }
        String jsonName = BindAnnotations.name(element);
        boolean isCustomized = BindAnnotations.isCustomized(element) || BindAnnotations.isCustomized(other);
        members.add(new Member(
                javaName, jsonName == null ? BindAnnotations.name(named) : jsonName, isCustomized ? null : declared));
    }
}
