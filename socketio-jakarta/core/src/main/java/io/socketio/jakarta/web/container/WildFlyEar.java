package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.Loggers;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds bean classes in a WAR of an EAR on WildFly. WildFly collects the annotations that make a class a bean (scopes and stereotypes) only from the
 * archives of the top level. So it does not know those of a library in a WAR of an EAR, and ignores classes that have no other such annotation. Seen
 * on WildFly 39.0.1; no longer needed when the tests of {@code src-it/ear} pass without it.
 *
 * <p>The classes come from JBoss Modules, which is called by reflection. This class reads all class files of the WAR, including those in its
 * libraries, and loads only those that refer to one of the annotations.
 */
public final class WildFlyEar {

    private static final Logger LOG = Loggers.CDI;
    private static final String CLASS_FILE = ".class";

    private WildFlyEar() {}

    /** @param loader the class loader of the archive that contains the library */
    public static boolean isNeeded(@Nullable ClassLoader loader) {
        if (loader == null || !loader.getClass().getName().equals("org.jboss.modules.ModuleClassLoader")) {
            return false;
        }
        String module = String.valueOf(loader.getName());
        return module.contains(".ear.") && module.endsWith(".war");
    }

    /** Returns the classes of the WAR that have at least one of these annotations. */
    public static List<Class<?>> annotated(ClassLoader loader, Set<Class<? extends Annotation>> annotations) {
        List<Class<?>> found = new ArrayList<>();
        try {
            for (String name : classNames(loader, annotations)) {
                Class<?> type = load(name, loader);
                if (type != null && annotations.stream().anyMatch(type::isAnnotationPresent)) {
                    found.add(type);
                }
            }
        } catch (ReflectiveOperationException | IOException | ClassCastException e) {
            LOG.log(Level.DEBUG, "the classes of " + loader + " cannot be listed", e);
        }
        return found;
    }

    private static List<String> classNames(ClassLoader loader, Set<Class<? extends Annotation>> annotations)
            throws ReflectiveOperationException, IOException {
        List<String> descriptors =
                annotations.stream().map(Class::descriptorString).toList();
        List<String> names = new ArrayList<>();
        Iterator<?> resources = (Iterator<?>) loader.getClass()
                .getMethod("iterateResources", String.class, boolean.class)
                .invoke(loader, "", true);
        while (resources.hasNext()) {
            Object resource = resources.next();
            String file = (String) call(resource, "getName");
            if (file.endsWith(CLASS_FILE) && !file.startsWith("META-INF/") && contains(resource, descriptors)) {
                names.add(file.substring(0, file.length() - CLASS_FILE.length()).replace('/', '.'));
            }
        }
        return names;
    }

    private static Object call(Object resource, String method) throws ReflectiveOperationException {
        Class<?> type = Class.forName(
                "org.jboss.modules.Resource", false, resource.getClass().getClassLoader());
        return type.getMethod(method).invoke(resource);
    }

    /** Returns whether a class file refers to an annotation: its constants contain the types of its annotations. */
    private static boolean contains(Object resource, List<String> descriptors)
            throws ReflectiveOperationException, IOException {
        try (InputStream file = (InputStream) call(resource, "openStream")) {
            String bytes = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
            return descriptors.stream().anyMatch(bytes::contains);
        }
    }

    private static @Nullable Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.log(Level.DEBUG, name + " cannot be loaded", e);
            return null;
        }
    }
}
