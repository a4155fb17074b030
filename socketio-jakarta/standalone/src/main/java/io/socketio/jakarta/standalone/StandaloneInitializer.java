package io.socketio.jakarta.standalone;

import io.socketio.jakarta.web.SocketIoInitializer;
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
 * Starts Weld on a servlet container that has no CDI. Called by the container; takes the place of Weld's own initializer, which on a full server starts
 * a second Weld beside the server's, and the deployment fails.
 */
public final class StandaloneInitializer implements ServletContainerInitializer {

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) throws ServletException {
        if (!containerHasCdi()) {
            SocketIoInitializer.prepareWeld(context);
            try {
                new EnhancedListener().onStartup(classes, context);
            } catch (Throwable refused) {
                endWeld(refused);
                throw refused;
            }
        }
    }

    /** Beans with mistakes are refused after Weld has started its threads, and it would leave them, with the class loader of the application. */
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
     * A full server shows its own CDI to applications, whatever they bring. If it is the application's, there is no other. {@code CDI.current()} is not
     * asked, because it need not be ready yet.
     */
    private static boolean containerHasCdi() {
        return CDI.class.getClassLoader() != EnhancedListener.class.getClassLoader();
    }
}
