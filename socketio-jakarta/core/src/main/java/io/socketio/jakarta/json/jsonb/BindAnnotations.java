package io.socketio.jakarta.json.jsonb;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.annotation.JsonbVisibility;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the annotations of JSON-B. */
final class BindAnnotations {

    private static final String PACKAGE = JsonbProperty.class.getPackageName();

    /** Annotations that do not change the JSON of a value. */
    private static final Set<Class<?>> HARMLESS = Set.of(
            JsonbProperty.class,
            JsonbCreator.class,
            JsonbNillable.class,
            JsonbPropertyOrder.class,
            JsonbTransient.class,
            JsonbTypeInfo.class,
            JsonbVisibility.class);

    private BindAnnotations() {}

    /** Returns whether an adapter, a deserializer or a format makes the JSON differ from that of the type, also if it is present on an annotation. */
    static boolean isCustomized(@Nullable AnnotatedElement element) {
        if (element == null) {
            return false;
        }
        for (Annotation annotation : element.getAnnotations()) {
            Class<?> type = annotation.annotationType();
            if (isOfJsonb(type) ? !HARMLESS.contains(type) : isMeta(type)) {
                return true;
            }
        }
        return false;
    }

    static boolean isTransient(@Nullable AnnotatedElement element) {
        return element != null && element.isAnnotationPresent(JsonbTransient.class);
    }

    /** Returns the JSON name that the annotation specifies; null if it specifies none. */
    static @Nullable String name(@Nullable AnnotatedElement element) {
        JsonbProperty property = element == null ? null : element.getAnnotation(JsonbProperty.class);
        return property == null || property.value().isEmpty() ? null : property.value();
    }

    private static boolean isMeta(Class<?> annotation) {
        for (Annotation meta : annotation.getAnnotations()) {
            if (isOfJsonb(meta.annotationType())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfJsonb(Class<?> annotation) {
        return annotation.getPackageName().equals(PACKAGE);
    }
}
