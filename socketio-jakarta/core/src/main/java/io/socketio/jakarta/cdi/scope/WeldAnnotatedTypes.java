package io.socketio.jakarta.cdi.scope;

import io.socketio.jakarta.internal.log.Loggers;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Creates annotated types on Weld. Weld stores the types that extensions create by class name, for all archives of a deployment. In an EAR, the
 * extension of one WAR then gets the class of another WAR, unless each passes its own id to a method that only Weld has. Seen on Weld 5.1.6 (WildFly
 * 39.0.1); no longer needed when {@code BeanManager.createAnnotatedType} distinguishes classes of the same name.
 */
public final class WeldAnnotatedTypes {

    private static final Logger LOG = Loggers.CDI;

    private WeldAnnotatedTypes() {}

    /** Returns the type of a class, to be added to the deployment. */
    public static AnnotatedType<?> of(Class<?> type, BeanManager beans) {
        try {
            return (AnnotatedType<?>) beans.getClass()
                    .getMethod("createAnnotatedType", Class.class, String.class)
                    // Not the id under which the type is added: Weld stores both in one table.
                    .invoke(beans, type, LibraryArchive.id(type) + " as it is");
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "not Weld; types have no ids", e);
            return beans.createAnnotatedType(type);
        }
    }
}
