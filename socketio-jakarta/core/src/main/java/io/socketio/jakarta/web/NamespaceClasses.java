package io.socketio.jakarta.web;

import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.internal.log.Loggers;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The classes with {@link SocketIoNamespace} that the container has found in a web application. Those that CDI does not know would do nothing,
 * silently: no handler would receive their events.
 */
final class NamespaceClasses {

    private static final Logger LOG = Loggers.SERVER;
    private static final String ATTRIBUTE = NamespaceClasses.class.getName();

    private NamespaceClasses() {}

    /**
     * Remembers the namespace classes.
     *
     * @param found classes of the types that {@link SocketIoInitializer} handles; null if there are none, or if the container has not searched
     */
    static void note(ServletContext context, @Nullable Set<Class<?>> found) {
        if (found != null) {
            context.setAttribute(
                    ATTRIBUTE,
                    found.stream().filter(NamespaceClasses::isNamespace).collect(Collectors.toSet()));
        }
    }

    /** Returns whether this is a namespace class: containers also report classes with annotated fields. */
    private static boolean isNamespace(Class<?> type) {
        try {
            return !Modifier.isAbstract(type.getModifiers()) && type.isAnnotationPresent(SocketIoNamespace.class);
        } catch (LinkageError | TypeNotPresentException | ArrayStoreException e) {
            LOG.log(Level.DEBUG, type.getName() + " cannot be read", e);
            return false;
        }
    }

    /** Logs a warning that names the classes which no listener knows. Call it after the listeners have attached to the server. */
    static void warnOfUnknown(ServletContext context, List<ServerListener> listeners) {
        if (!(context.getAttribute(ATTRIBUTE) instanceof Set<?> found)) {
            return;
        }
        context.removeAttribute(ATTRIBUTE);
        List<Predicate<Class<?>>> known = listeners.stream()
                .map(listener -> listener.knownClasses(context))
                .filter(Objects::nonNull)
                .toList();
        String unknown = found.stream()
                .map(Class.class::cast)
                .filter(type -> known.stream().noneMatch(each -> each.test(type)))
                .map(Class::getName)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            LOG.log(Level.WARNING, "SIO-0321 nobody answers the events of {0}: {1}", unknown, reason(!known.isEmpty()));
        }
    }

    private static String reason(boolean hasCdi) {
        return hasCdi
                ? "CDI has not found these classes. Put an empty beans.xml into WEB-INF (of a library, into META-INF); if there is one, its"
                        + " bean-discovery-mode must not be \"none\", and no <exclude> may name them. In an EAR, try the library in the EAR's"
                        + " lib folder. Classes that shall be no beans have @Vetoed"
                : "no CDI runs in this application. Put an empty beans.xml into WEB-INF and, on a container without CDI such as Tomcat,"
                        + " socketio-jakarta-standalone into WEB-INF/lib";
    }
}
