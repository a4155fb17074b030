package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletContext;
import java.util.regex.Pattern;

/**
 * Excludes the requests of this library from the scopes of Weld's servlet integration. On Tomcat, an asynchronous request ends on another thread than
 * it began on. Weld then leaves its request and session scopes active on the first thread, and the next code on that thread sees the session of
 * another user. The library activates its own scopes for handlers on the executor.
 */
public final class WeldContexts {

    /** Context parameter of Weld: the paths whose requests get scopes. */
    static final String MAPPING = "org.jboss.weld.context.mapping";

    /**
     * Context parameter of Weld: whether it counts nested calls of its listener. Weld counts per thread, so it considers each asynchronous request a
     * leak and logs two warnings; Tomcat makes no nested calls unless it is configured to.
     */
    static final String GUARD = "org.jboss.weld.context.ignore.guard";

    /** A context attribute of Tomcat; products based on Tomcat have their own parts of the Weld integration. */
    private static final String TOMCAT = "org.apache.tomcat.InstanceManager";

    private WeldContexts() {}

    /** Sets the parameters for the path of the server. Has no effect if the application has set a parameter itself. */
    public static void leaveOut(ServletContext context, String path) {
        if (context.getAttribute(TOMCAT) != null) {
            context.setInitParameter(MAPPING, "(?!" + Pattern.quote(path) + "(/|$)).*");
            context.setInitParameter(GUARD, "false");
        }
    }
}
