package io.socketio.jakarta.cdi;

import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The classes of namespaces and all others that have handlers, as they are discovered; verified when all are known. */
final class DiscoveredClasses {

    private final Map<Bean<?>, AnnotatedType<?>> namespaceBeans = new HashMap<>();
    private final List<AnnotatedType<?>> unproxyable = new ArrayList<>();
    private final Set<Class<?>> withHandlers = new HashSet<>();

    void addBean(Bean<?> bean, AnnotatedType<?> type) {
        namespaceBeans.put(bean, type);
    }

    /** A class of a namespace that is kept from the CDI implementation. */
    void addUnproxyable(AnnotatedType<?> type) {
        unproxyable.add(type);
    }

    void addWithHandlers(Class<?> type) {
        withHandlers.add(type);
    }

    List<SocketIoNamespace> namespaces() {
        return namespaceBeans.values().stream()
                .map(type -> type.getAnnotation(SocketIoNamespace.class))
                .toList();
    }

    /** Gives the server its namespace beans, and tells all that is wrong with classes. */
    void verify(CdiServer server, Problems problems) {
        Set<Class<?>> strays = new HashSet<>(withHandlers);
        namespaceBeans.forEach((bean, type) -> {
            NamespaceName name = nameOf(type, problems);
            if (name != null) {
                server.add(NamespaceClass.read(bean, type, name, problems));
            }
            strays.removeIf(each -> each.isAssignableFrom(type.getJavaClass()));
        });
        for (AnnotatedType<?> type : unproxyable) {
            NamespaceName name = nameOf(type, problems);
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
        server.checkEvents(problems);
    }

    private static @Nullable NamespaceName nameOf(AnnotatedType<?> type, Problems problems) {
        try {
            return NamespaceName.of(type.getAnnotation(SocketIoNamespace.class));
        } catch (IllegalArgumentException e) {
            problems.add(type.getJavaClass(), "@SocketIoNamespace: " + e.getMessage());
            return null;
        }
    }
}
