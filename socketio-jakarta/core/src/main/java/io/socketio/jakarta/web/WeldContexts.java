package io.socketio.jakarta.web;

import jakarta.servlet.ServletContext;
import java.util.regex.Pattern;

/**
 * On Tomcat, an asynchronous request ends on another thread than it began on, and Weld's servlet integration then leaves its request and session scopes
 * active on the first: whoever runs there next sees the session of somebody else. So requests of ours get no scopes from it. Ours for handlers are
 * opened on the executor.
 */
final class WeldContexts {

    /** Context parameter of Weld: which paths get scopes. */
    static final String MAPPING = "org.jboss.weld.context.mapping";

    private WeldContexts() {}

    /** Does nothing if the application has set the parameter itself. */
    static void leaveOut(ServletContext context, String path) {
        if (String.valueOf(context.getServerInfo()).startsWith("Apache Tomcat")) {
            context.setInitParameter(MAPPING, "(?!" + Pattern.quote(path) + "(/|$)).*");
        }
    }
}
