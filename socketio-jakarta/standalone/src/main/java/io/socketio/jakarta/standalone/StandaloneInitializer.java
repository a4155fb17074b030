package io.socketio.jakarta.standalone;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Set;
import org.jboss.weld.Container;
import org.jboss.weld.bootstrap.api.helpers.RegistrySingletonProvider;
import org.jboss.weld.environment.servlet.EnhancedListener;
import org.jspecify.annotations.Nullable;

/**
 * Starts Weld on a servlet container that has no CDI. Called by the container. It replaces Weld's own initializer, which would start a second Weld on
 * a full server beside the server's own; then the deployment fails.
 */
public final class StandaloneInitializer implements ServletContainerInitializer {

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) throws ServletException {
        if (!containerHasCdi()) {
            try {
                new EnhancedListener().onStartup(classes, context);
            } catch (Throwable refused) {
                endWeld(refused);
                throw refused;
            }
        }
    }

    /**
     * Stops Weld after a failed start. Weld starts its threads before it rejects invalid beans, and would not stop them, so they would retain the
     * class loader of the application.
     */
    private static void endWeld(Throwable refused) {
        try {
            if (Container.isSet(RegistrySingletonProvider.STATIC_INSTANCE)) {
                Container.instance(RegistrySingletonProvider.STATIC_INSTANCE).cleanup();
            }
        } catch (RuntimeException halfStarted) {
            refused.addSuppressed(halfStarted);
        }
    }

    /**
     * Returns whether the container has CDI. A full server shows its own CDI classes to applications, even if the application contains others. If the
     * classes come from the application, the container has none. {@code CDI.current()} is not called here, because it may not be ready yet.
     */
    private static boolean containerHasCdi() {
        return CDI.class.getClassLoader() != EnhancedListener.class.getClassLoader();
    }
}
