package io.socketio.jakarta.standalone;

import io.socketio.jakarta.web.WeldContexts;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ServiceConfigurationError;
import java.util.Set;
import org.jboss.weld.environment.servlet.EnhancedListener;
import org.jspecify.annotations.Nullable;

/**
 * Starts Weld for this web application where the container has not started CDI itself. Weld's own initializer, which does not ask, is not in this jar:
 * on a Jakarta EE server it would start a second CDI container beside that of the server, and on GlassFish the deployment fails of it.
 */
public final class StandaloneInitializer implements ServletContainerInitializer {

    private static final Logger LOG = System.getLogger(StandaloneInitializer.class.getName());

    /** Called by the container. */
    @Override
    public void onStartup(@Nullable Set<Class<?>> found, ServletContext context) throws ServletException {
        if (isCdiRunning()) {
            LOG.log(Level.DEBUG, "the container brings CDI; Weld stays off");
            return;
        }
        WeldContexts.leaveOut(context);
        new EnhancedListener().onStartup(found, context);
    }

    private static boolean isCdiRunning() {
        try {
            return CDI.current().getBeanManager() != null;
        } catch (RuntimeException | ServiceConfigurationError e) {
            LOG.log(Level.DEBUG, "no CDI here", e);
            return false;
        }
    }
}
