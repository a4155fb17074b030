package io.socketio.jakarta.cdi;

import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.cdi.model.DeclaredNamespaces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The namespaces that injection points of the application require. */
final class InjectedNamespaces {

    private final DeclaredNamespaces declared;
    private final Set<SocketIoNamespace> names = new HashSet<>();

    InjectedNamespaces(DeclaredNamespaces declared) {
        this.declared = declared;
    }

    void add(InjectionPoint point) {
        for (Annotation qualifier : point.getQualifiers()) {
            if (qualifier instanceof SocketIoNamespace namespace) {
                names.add(namespace);
                declared.mention(namespace.value(), point.getMember().getDeclaringClass());
            }
        }
    }

    /**
     * Returns these namespaces and others, one per name. Namespaces with beans are offered even without an injection point: on Tomcat, the injection
     * points of servlets are not known yet.
     */
    Iterable<SocketIoNamespace> with(Collection<SocketIoNamespace> others) {
        Map<String, SocketIoNamespace> byValue = new HashMap<>();
        names.forEach(name -> byValue.put(name.value(), name));
        others.forEach(name -> byValue.putIfAbsent(name.value(), name));
        return byValue.values();
    }
}
