package io.socketio.jakarta.cdi.scope;

import io.socketio.jakarta.internal.log.Loggers;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Weld keeps the types that extensions create by the names of their classes, for all archives of a deployment. In an EAR the extension of one WAR then gets
 * the class of another WAR; unless each asks with an id of its own, by a method of Weld's. Seen on Weld 5.1.6 (WildFly 39.0.1); no longer needed when
 * {@code BeanManager.createAnnotatedType} tells classes of the same name apart.
 */
public final class WeldAnnotatedTypes {

    private static final Logger LOG = Loggers.CDI;

    private WeldAnnotatedTypes() {}

    /** The type of a class, to be added to the deployment. */
    public static AnnotatedType<?> of(Class<?> type, BeanManager beans) {
        try {
            return (AnnotatedType<?>) beans.getClass()
                    .getMethod("createAnnotatedType", Class.class, String.class)
                    // Not the id that the type is added with: Weld keeps both in one table.
                    .invoke(beans, type, LibraryArchive.id(type) + " as it is");
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "not Weld; types have no ids", e);
            return beans.createAnnotatedType(type);
        }
    }
}
