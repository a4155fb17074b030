package io.socketio.jakarta.cdi;

import io.socketio.jakarta.annotation.ConnectionScoped;
import io.socketio.jakarta.annotation.EmitOn;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import io.socketio.jakarta.cdi.model.DeclaredNamespaces;
import io.socketio.jakarta.cdi.model.IneffectiveAnnotations;
import io.socketio.jakarta.cdi.model.NamespaceClass;
import io.socketio.jakarta.cdi.model.NamespaceName;
import io.socketio.jakarta.cdi.model.Problems;
import io.socketio.jakarta.cdi.scope.LibraryArchive;
import io.socketio.jakarta.cdi.scope.WeldAnnotatedTypes;
import io.socketio.jakarta.web.container.WildFlyEar;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.Vetoed;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessSyntheticAnnotatedType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes of namespaces and all others that have handlers, as they are discovered; verified when all are known. */
final class DiscoveredClasses {

    /** What of the library makes a class a bean. */
    private static final Set<Class<? extends Annotation>> BEAN_DEFINING =
            Set.of(SocketIoNamespace.class, SocketScoped.class, ConnectionScoped.class, EmitOn.class);

    private final Map<Bean<?>, AnnotatedType<?>> namespaceBeans = new HashMap<>();
    private final Set<Class<?>> discovered = new HashSet<>();
    private final Set<Class<?>> added = new HashSet<>();
    private final List<AnnotatedType<?>> unproxyable = new ArrayList<>();
    private final Set<Class<?>> withHandlers = new HashSet<>();

    /** A class with an annotation of the library that makes it a bean, whether or not it becomes one. What was added need not be found, too. */
    void note(ProcessAnnotatedType<?> event) {
        Class<?> type = event.getAnnotatedType().getJavaClass();
        discovered.add(type);
        if (!(event instanceof ProcessSyntheticAnnotatedType) && added.contains(type)) {
            event.veto();
        }
    }

    /**
     * Adds to the deployment what the container does not look for, see {@link WildFlyEar}. Added later, when it is known what the container has found,
     * types of the same name in two WARs would share their intercepted class in Weld.
     */
    void addUndiscovered(BeforeBeanDiscovery event, BeanManager beans) {
        ClassLoader archive = DiscoveredClasses.class.getClassLoader();
        if (!WildFlyEar.isNeeded(archive)) {
            return;
        }
        for (Class<?> type : WildFlyEar.annotated(archive, BEAN_DEFINING)) {
            if (!isVetoed(type) && !isEnterpriseBean(type)) {
                added.add(type);
                event.addAnnotatedType(WeldAnnotatedTypes.of(type, beans), LibraryArchive.id(type));
            }
        }
    }

    private static boolean isEnterpriseBean(Class<?> type) {
        return Stream.of(type.getAnnotations())
                .anyMatch(each -> each.annotationType().getName().startsWith("jakarta.ejb."));
    }

    boolean contains(Class<?> type) {
        return discovered.contains(type);
    }

    /** Whether the application says that a class is no bean: CDI tells nothing of those. */
    static boolean isVetoed(Class<?> type) {
        return type.isAnnotationPresent(Vetoed.class) || type.getPackage().isAnnotationPresent(Vetoed.class);
    }

    void addBean(Bean<?> bean, AnnotatedType<?> type) {
        namespaceBeans.put(bean, type);
    }

    /** A class of a namespace that is kept from the CDI implementation. */
    void addUnproxyable(AnnotatedType<?> type) {
        unproxyable.add(type);
    }

    /** Without handlers it is of another application of the EAR: with other classes of the same names. */
    void addWithHandlers(AnnotatedType<?> type) {
        if (NamespaceClass.hasHandlers(type)) {
            withHandlers.add(type.getJavaClass());
        }
    }

    List<SocketIoNamespace> namespaces() {
        return namespaceBeans.keySet().stream()
                .map(DiscoveredClasses::namespaceOf)
                .filter(Objects::nonNull)
                .toList();
    }

    /** From the qualifiers: a bean that specializes another has inherited them. Null if it is no bean of a namespace. */
    static @Nullable SocketIoNamespace namespaceOf(Bean<?> bean) {
        for (Annotation qualifier : bean.getQualifiers()) {
            if (qualifier instanceof SocketIoNamespace namespace) {
                return namespace;
            }
        }
        return null;
    }

    /** Declares the namespace beans, and tells all that is wrong with classes. */
    void verify(DeclaredNamespaces declared, Problems problems) {
        Set<Class<?>> strays = new HashSet<>(withHandlers);
        // Alternatives that are not chosen are no beans, and no mistake.
        strays.removeIf(each -> each.isAnnotationPresent(SocketIoNamespace.class));
        Set<Class<?>> replaced = specialized();
        IneffectiveAnnotations ineffective = new IneffectiveAnnotations(problems);
        namespaceBeans.forEach((bean, type) -> {
            if (replaced.contains(type.getJavaClass())) {
                return;
            }
            ineffective.check(type.getJavaClass());
            NamespaceName name = nameOf(namespaceOf(bean), type, problems);
            if (name != null) {
                declared.add(NamespaceClass.read(bean, type, name, problems));
            }
            strays.removeIf(each -> each.isAssignableFrom(type.getJavaClass()));
        });
        for (AnnotatedType<?> type : unproxyable) {
            ineffective.check(type.getJavaClass());
            NamespaceName name = nameOf(type.getAnnotation(SocketIoNamespace.class), type, problems);
            if (name != null) {
                NamespaceClass.signatures(type, name, problems);
            }
            strays.removeIf(each -> each.isAssignableFrom(type.getJavaClass()));
        }
        for (Class<?> stray : strays) {
            boolean isBeanClass = !stray.isInterface() && !Modifier.isAbstract(stray.getModifiers());
            if (isBeanClass) {
                problems.add(stray, "has handlers, but is no bean with @SocketIoNamespace");
            }
        }
        declared.checkEvents(problems);
        declared.checkMentions(problems);
    }

    private Set<Class<?>> specialized() {
        return namespaceBeans.values().stream()
                .map(AnnotatedType::getJavaClass)
                .filter(type -> type.isAnnotationPresent(Specializes.class))
                .map(Class::getSuperclass)
                .collect(Collectors.toSet());
    }

    private static @Nullable NamespaceName nameOf(
            @Nullable SocketIoNamespace namespace, AnnotatedType<?> type, Problems problems) {
        try {
            return namespace == null ? null : NamespaceName.of(namespace);
        } catch (IllegalArgumentException e) {
            problems.add(type.getJavaClass(), "@SocketIoNamespace: " + e.getMessage());
            return null;
        }
    }
}
