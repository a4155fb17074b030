package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.Loggers;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes the contexts of OpenWebBeans from each thread that leaves a suspended request, on TomEE. OpenWebBeans binds them to the thread on which a
 * request begins, and removes them from that on which it ends. If that is another one, the next request on the first thread finds the
 * {@code @SessionScoped} beans of another user.
 *
 * <p>This filter stands before all others of the application. When a call returns with its request suspended, it removes what the thread has; the
 * {@code @RequestScoped} beans of the request are then not destroyed, as without it. When the request is dispatched again, its contexts begin anew.
 *
 * <p>Seen on TomEE 10.0.0-M2 with OpenWebBeans 4.0.2. No longer needed when {@code ContextsIT} passes there without {@link #addTo}.
 */
public final class TomEeContexts implements Filter {

    private static final String NAME = TomEeContexts.class.getName();

    /** Null if this OpenWebBeans is another one than expected. Set before the first request. */
    private @Nullable Contexts contexts;

    /** Called by the container. */
    public TomEeContexts() {}

    /** Adds the filter if this is TomEE. To be called while the application starts; idempotent. */
    public static void addTo(ServletContext context) {
        if (!TomcatUpgrade.isTomEe(context.getClass().getClassLoader())) {
            return;
        }
        FilterRegistration.Dynamic filter = context.addFilter(NAME, TomEeContexts.class);
        if (filter != null) {
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
        }
    }

    @Override
    public void init(FilterConfig config) {
        try {
            ClassLoader application = config.getServletContext().getClassLoader();
            Class<?> context = Class.forName("org.apache.webbeans.config.WebBeansContext", false, application);
            Class<?> service = Class.forName("org.apache.webbeans.web.context.WebContextsService", false, application);
            contexts = new Contexts(
                    context.getMethod("currentInstance"),
                    context.getMethod("getContextsService"),
                    service.getMethod("startContext", Class.class, Object.class),
                    Class.forName("jakarta.enterprise.context.RequestScoped", false, application),
                    service.getMethod("removeThreadLocals"),
                    Class.forName(
                                    "org.apache.webbeans.intercept.SessionScopedBeanInterceptorHandler",
                                    false,
                                    application)
                            .getMethod("removeThreadLocals"));
        } catch (ReflectiveOperationException | LinkageError e) {
            Loggers.ENGINE.log(Level.DEBUG, "the contexts of OpenWebBeans are left as they are", e);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Contexts present = contexts;
        if (present != null && request.getDispatcherType() == DispatcherType.ASYNC) {
            present.begin(request);
        }
        try {
            chain.doFilter(request, response);
        } finally {
            if (present != null && request.isAsyncStarted()) {
                present.leave();
            }
        }
    }

    /**
     * Those of the application of the current request.
     *
     * @param instance returns its beans
     * @param contexts returns their contexts
     * @param start begins the context of a scope on the current thread
     * @param scope that of requests
     * @param remove removes all contexts from the current thread
     * @param forget removes from the current thread what proxies remember of their beans
     */
    private record Contexts(
            Method instance, Method contexts, Method start, Class<?> scope, Method remove, Method forget) {

        void begin(ServletRequest request) throws ServletException {
            call(start, scope, new ServletRequestEvent(request.getServletContext(), request));
        }

        void leave() throws ServletException {
            call(remove);
            call(forget);
        }

        private void call(Method method, Object... args) throws ServletException {
            try {
                method.invoke(contexts.invoke(instance.invoke(null)), args);
            } catch (ReflectiveOperationException e) {
                throw new ServletException("the contexts of OpenWebBeans cannot be changed", e);
            }
        }
    }
}
