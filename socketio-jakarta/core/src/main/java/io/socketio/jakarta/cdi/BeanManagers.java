package io.socketio.jakarta.cdi;

import io.socketio.jakarta.internal.log.Loggers;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Finds the bean manager that sees the beans of a web application. */
final class BeanManagers {

    private static final Logger LOG = Loggers.CDI;

    /**
     * Servlet context attribute in which Weld's servlet integration stores the bean manager. A lookup by the caller's archive finds nothing if the
     * library is on two class paths.
     */
    private static final String OF_WELD_IN_THE_APPLICATION =
            "org.jboss.weld.environment.servlet." + BeanManager.class.getName();

    private static final String IN_JNDI = "java:comp/BeanManager";

    private BeanManagers() {}

    /**
     * Returns the bean manager of a web application. Call it while the container runs code of that application.
     *
     * @throws IllegalStateException if CDI does not run in this application
     */
    static BeanManager of(ServletContext context, CDI<Object> cdi) {
        if (context.getAttribute(OF_WELD_IN_THE_APPLICATION) instanceof BeanManager own) {
            return own;
        }
        // CDI returns the bean manager of the calling class's archive. If that archive is in the lib folder of an EAR,
        // it does not see the beans of the WAR.
        return context.getClassLoader() == BeanManagers.class.getClassLoader() ? cdi.getBeanManager() : inJndi(cdi);
    }

    private static BeanManager inJndi(CDI<Object> cdi) {
        try {
            return InitialContext.doLookup(IN_JNDI);
        } catch (NamingException | ClassCastException e) {
            LOG.log(Level.DEBUG, "no bean manager of the web application in JNDI", e);
            return cdi.getBeanManager();
        }
    }
}
