package io.socketio.jakarta.cdi.model;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Determines which classes a class loader finds: those of its own archive, and those of the archives that it delegates to. */
public final class ClassVisibility {

    private ClassVisibility() {}

    /**
     * Returns a test for the classes that a loader finds.
     *
     * @param loader null for the bootstrap class loader of the JDK
     */
    public static Predicate<Class<?>> of(@Nullable ClassLoader loader) {
        return type -> type.getClassLoader() == loader || finds(loader, type);
    }

    /** Returns whether the loader finds this very class; a class of the same name in another archive is a different class. */
    private static boolean finds(@Nullable ClassLoader loader, Class<?> type) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
