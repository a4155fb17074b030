package io.socketio.jakarta.cdi.model;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.UnproxyableResolutionException;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The class of a namespace bean, verified.
 *
 * @param signatures of its handlers
 * @param access who may connect
 */
public record NamespaceClass(Bean<?> bean, NamespaceName namespace, List<Signature> signatures, AccessRule access) {

    public static NamespaceClass read(Bean<?> bean, AnnotatedType<?> type, NamespaceName namespace, Problems problems) {
        Class<?> javaClass = type.getJavaClass();
        if (bean.getScope() == Dependent.class) {
            problems.add(javaClass, "a namespace bean must not be @Dependent, because there is no instance to call");
        }
        if (!bean.getTypes().contains(javaClass)) {
            problems.add(javaClass, "the bean's types must contain its class, whose handlers are called");
        }
        return new NamespaceClass(bean, namespace, signatures(type, namespace, problems), AccessRule.of(type));
    }

    /** Reads the handlers and verifies the class, which may be one that can be no bean. */
    public static List<Signature> signatures(AnnotatedType<?> type, NamespaceName namespace, Problems problems) {
        Class<?> javaClass = type.getJavaClass();
        if (Modifier.isFinal(javaClass.getModifiers())) {
            problems.add(javaClass, "a namespace bean must not be final, because it is called through a proxy");
        }
        List<Signature> signatures = new ArrayList<>();
        for (AnnotatedMethod<?> method : type.getMethods()) {
            HandlerKind kind = kindOf(method, javaClass, problems);
            if (kind != null && !isOverridden(method.getJavaMember(), javaClass)) {
                signatures.add(new SignatureReader(type, method, kind, namespace, problems).read());
            }
        }
        checkDuplicates(javaClass, signatures, problems);
        return List.copyOf(signatures);
    }

    /** Whether {@link #signatures} finds that no proxy can stand for this class. */
    public static boolean isUnproxyable(AnnotatedType<?> type) {
        return Modifier.isFinal(type.getJavaClass().getModifiers())
                || type.getMethods().stream()
                        .anyMatch(method ->
                                Modifier.isFinal(method.getJavaMember().getModifiers()) && isHandler(method));
    }

    public static boolean hasHandlers(AnnotatedType<?> type) {
        return type.getMethods().stream().anyMatch(NamespaceClass::isHandler);
    }

    private static boolean isHandler(AnnotatedMethod<?> method) {
        return Arrays.stream(HandlerKind.values()).anyMatch(kind -> method.isAnnotationPresent(kind.annotation()));
    }

    /** What cannot be called through a proxy is told here, and not by the first client. */
    public void checkProxy(BeanManager beans, Problems problems) {
        Class<?> type = bean.getBeanClass();
        CreationalContext<?> creation = beans.createCreationalContext(bean);
        try {
            beans.getReference(bean, type, creation);
        } catch (UnproxyableResolutionException e) {
            problems.add(type, "there can be no proxy of it: " + e.getMessage());
        } finally {
            creation.release();
        }
    }

    /** As with observers, only the last of several declarations counts. Bridges stand for what the compiler has made of an overridden one. */
    private static boolean isOverridden(Method method, Class<?> type) {
        if (method.isBridge()) {
            return true;
        }
        Class<?> declaring = method.getDeclaringClass();
        for (Class<?> each = type; each != null && each != declaring; each = each.getSuperclass()) {
            for (Method other : each.getDeclaredMethods()) {
                boolean isSame = other.getName().equals(method.getName())
                        && Arrays.equals(other.getParameterTypes(), method.getParameterTypes());
                if (isSame && !Modifier.isStatic(other.getModifiers()) && !Modifier.isPrivate(other.getModifiers())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable HandlerKind kindOf(AnnotatedMethod<?> method, Class<?> type, Problems problems) {
        HandlerKind found = null;
        for (HandlerKind kind : HandlerKind.values()) {
            if (!method.isAnnotationPresent(kind.annotation())) {
                continue;
            }
            if (found != null) {
                problems.add(
                        type,
                        method.getJavaMember(),
                        "a handler has one annotation, but this has @"
                                + found.annotation().getSimpleName() + " and @"
                                + kind.annotation().getSimpleName());
            }
            found = kind;
        }
        return found;
    }

    private static void checkDuplicates(Class<?> type, List<Signature> signatures, Problems problems) {
        Map<Object, Signature> seen = new HashMap<>();
        for (Signature signature : signatures) {
            Object key =
                    switch (signature.kind()) {
                        case EVENT -> String.valueOf(signature.event());
                        case ERROR -> List.of(String.valueOf(signature.thrown()));
                        default -> signature.kind();
                    };
            Signature other = seen.putIfAbsent(key, signature);
            if (other != null) {
                String what =
                        switch (signature.kind()) {
                            case EVENT -> "event \"" + key + "\"";
                            case ERROR -> "exception " + signature.thrown();
                            default -> "@" + signature.kind().annotation().getSimpleName();
                        };
                problems.add(
                        type,
                        signature.method(),
                        "two handlers for " + what + "; the other is "
                                + other.method().getName());
            }
        }
    }

    /** Roles that handlers ask for, by annotation or, with those that are declared, in their code. */
    public Set<String> roles() {
        Set<String> roles = new HashSet<>(access.roles());
        DeclareRoles declared = bean.getBeanClass().getAnnotation(DeclareRoles.class);
        if (declared != null) {
            roles.addAll(List.of(declared.value()));
        }
        for (Signature signature : signatures) {
            roles.addAll(signature.access().roles());
        }
        return roles;
    }
}
