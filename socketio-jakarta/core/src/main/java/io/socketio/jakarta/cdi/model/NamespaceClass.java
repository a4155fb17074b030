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
 * The verified class of a namespace bean.
 *
 * @param server name of the server to which the namespace belongs; empty for the default server
 * @param signatures the signatures of its handlers
 * @param access the rule for connecting
 */
public record NamespaceClass(
        Bean<?> bean, String server, NamespaceName namespace, List<Signature> signatures, AccessRule access) {

    /** Reads the class of a bean; reports what is wrong with it. */
    public static NamespaceClass read(
            Bean<?> bean, AnnotatedType<?> type, String server, NamespaceName namespace, Problems problems) {
        Class<?> javaClass = type.getJavaClass();
        if (bean.getScope() == Dependent.class) {
            problems.add(javaClass, "a namespace bean must not be @Dependent, because there is no instance to call");
        }
        if (!bean.getTypes().contains(javaClass)) {
            problems.add(javaClass, "the bean's types must contain its class, whose handlers are called");
        }
        return new NamespaceClass(bean, server, namespace, signatures(type, namespace, problems), AccessRule.of(type));
    }

    /** Reads the handlers and verifies the class, even if it cannot be a bean. */
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

    /** Returns whether {@link #signatures} reports that this class cannot be proxied. */
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

    /** Reports a bean that cannot be called through a proxy, during deployment instead of at the first call. */
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

    /**
     * Returns whether a subclass overrides the method. As with observers, only the last declaration counts. The compiler generates bridge methods for
     * overridden ones.
     */
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
                        case EVENT, SERVER_EVENT -> signature.kind() + String.valueOf(signature.event());
                        case ERROR -> List.of(String.valueOf(signature.thrown()));
                        default -> signature.kind();
                    };
            Signature other = seen.putIfAbsent(key, signature);
            if (other != null) {
                String what =
                        switch (signature.kind()) {
                            case EVENT -> "event \"" + signature.event() + "\"";
                            case SERVER_EVENT -> "event \"" + signature.event() + "\" of other servers";
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

    /** Returns the roles that handlers require by annotation, and those that {@code @DeclareRoles} declares for use in their code. */
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
