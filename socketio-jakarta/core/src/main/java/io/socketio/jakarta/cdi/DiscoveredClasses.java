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

/** Collects namespace classes and all others that have handlers during discovery, and verifies them when all are found. */
final class DiscoveredClasses {

    /** Annotations of the library that make a class a bean. */
    private static final Set<Class<? extends Annotation>> BEAN_DEFINING =
            Set.of(SocketIoNamespace.class, SocketScoped.class, ConnectionScoped.class, EmitOn.class);

    private final Map<Bean<?>, AnnotatedType<?>> namespaceBeans = new HashMap<>();
    private final Set<Class<?>> discovered = new HashSet<>();
    private final Set<Class<?>> added = new HashSet<>();
    private final List<AnnotatedType<?>> unproxyable = new ArrayList<>();
    private final Set<Class<?>> withHandlers = new HashSet<>();

    /**
     * Records a class with an annotation of the library that makes it a bean, whether or not it becomes one. If the library has added the class
     * itself, vetoes the one that the container finds.
     */
    void note(ProcessAnnotatedType<?> event) {
        Class<?> type = event.getAnnotatedType().getJavaClass();
        discovered.add(type);
        if (!(event instanceof ProcessSyntheticAnnotatedType) && added.contains(type)) {
            event.veto();
        }
    }

    /**
     * Adds the classes that the container does not scan to the deployment, see {@link WildFlyEar}. If they were added later, when it is known what
     * the container has found, types of the same name in two WARs would share one intercepted class in Weld.
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

    /** Returns whether the application excludes a class from CDI; CDI does not report such classes. */
    static boolean isVetoed(Class<?> type) {
        return type.isAnnotationPresent(Vetoed.class) || type.getPackage().isAnnotationPresent(Vetoed.class);
    }

    void addBean(Bean<?> bean, AnnotatedType<?> type) {
        namespaceBeans.put(bean, type);
    }

    /** Adds a namespace class that is withheld from the CDI implementation. */
    void addUnproxyable(AnnotatedType<?> type) {
        unproxyable.add(type);
    }

    /**
     * Adds a class if it has handlers. Without handlers, the type belongs to another application of the EAR, which has other classes of the same
     * names.
     */
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

    /** Returns the namespace from the qualifiers, which a bean inherits if it specializes another. Null if the bean is not a namespace bean. */
    static @Nullable SocketIoNamespace namespaceOf(Bean<?> bean) {
        for (Annotation qualifier : bean.getQualifiers()) {
            if (qualifier instanceof SocketIoNamespace namespace) {
                return namespace;
            }
        }
        return null;
    }

    /** Declares the namespace beans, and reports all problems of their classes. */
    void verify(DeclaredNamespaces declared, Problems problems) {
        Set<Class<?>> strays = new HashSet<>(withHandlers);
        // Alternatives that are not selected are not beans; that is no mistake.
        strays.removeIf(each -> each.isAnnotationPresent(SocketIoNamespace.class));
        Set<Class<?>> replaced = specialized();
        IneffectiveAnnotations ineffective = new IneffectiveAnnotations(problems);
        namespaceBeans.forEach((bean, type) -> {
            if (replaced.contains(type.getJavaClass())) {
                return;
            }
            ineffective.check(type.getJavaClass());
            SocketIoNamespace namespace = namespaceOf(bean);
            NamespaceName name = nameOf(namespace, type, problems);
            if (namespace != null && name != null) {
                declared.add(NamespaceClass.read(bean, type, namespace.server(), name, problems));
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
