package io.socketio.jakarta.standalone;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Set;
import org.jboss.weld.environment.servlet.EnhancedListener;
import org.jboss.weld.environment.servlet.WeldProvider;

/**
 * Starts Weld in a web application whose container has no CDI of its own, so that one WAR fits both kinds of container. A second Weld beside that
 * of a full server would put itself in its place.
 */
public final class CdiInitializer implements ServletContainerInitializer {

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) throws ServletException {
        if (!isCdiThere()) {
            new EnhancedListener().onStartup(classes, context);
        }
    }

    /** Where applications share one class path, a Weld that this has started for another of them may be found. */
    private static boolean isCdiThere() {
        try {
            return !CDI.current().getClass().getName().startsWith(WeldProvider.class.getName());
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
