package io.socketio.jakarta.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.regex.Pattern;

/**
 * On Tomcat, an asynchronous request ends on another thread than it began on, and Weld's servlet integration then leaves its request and session scopes
 * active on the first: whoever runs there next sees the session of somebody else. So requests of ours get no scopes from it. Ours for handlers are
 * opened on the executor.
 *
 * <p>Public for what starts Weld; not for applications.
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

    /**
     * To be called before Weld starts, if this library's own initializer may run after it: Weld reads the parameter once.
     *
     * @throws ServletException when the settings of this library are wrong
     */
    public static void leaveOut(ServletContext context) throws ServletException {
        WebSettings settings = SocketIoInitializer.settings(context);
        if (settings.enabled()) {
            String declared = SocketIoInitializer.declaredPath(context);
            leaveOut(context, declared == null ? settings.options().path() : declared);
        }
    }

    /** Does nothing if the application has set the parameter itself. */
    static void leaveOut(ServletContext context, String path) {
        if (context.getAttribute(TOMCAT) != null) {
            context.setInitParameter(MAPPING, "(?!" + Pattern.quote(path) + "(/|$)).*");
            context.setInitParameter(GUARD, "false");
        }
    }
}
