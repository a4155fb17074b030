package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletContext;
import java.util.regex.Pattern;

/**
 * On Tomcat, an asynchronous request ends on another thread than it began on, and Weld's servlet integration then leaves its request and session scopes
 * active on the first: whoever runs there next sees the session of somebody else. So requests of ours get no scopes from it. Ours for handlers are
 * opened on the executor.
 */
public final class WeldContexts {

    /** Context parameter of Weld: which paths get scopes. */
    static final String MAPPING = "org.jboss.weld.context.mapping";

    /**
     * The same: whether Weld counts nested calls of its listener. It counts by thread, so it takes each asynchronous request for a leak and logs two
     * warnings; Tomcat makes no nested calls unless it is told to.
     */
    static final String GUARD = "org.jboss.weld.context.ignore.guard";

    /** Tomcat offers it to every application; the products that have grown out of it have parts of Weld's integration of their own. */
    private static final String TOMCAT = "org.apache.tomcat.InstanceManager";

    private WeldContexts() {}

    /** Does nothing if the application has set the parameter itself. */
    public static void leaveOut(ServletContext context, String path) {
        if (context.getAttribute(TOMCAT) != null) {
            context.setInitParameter(MAPPING, "(?!" + Pattern.quote(path) + "(/|$)).*");
            context.setInitParameter(GUARD, "false");
        }
    }
}
