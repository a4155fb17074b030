package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.Loggers;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Ends the contexts of Weld on each thread that leaves a request, on Tomcat. Weld begins and ends the contexts of a request in a listener that expects
 * both calls on the same thread. Tomcat calls it once per request: at the begin on the first thread, at the end on the thread that completes an
 * asynchronous request. Its contexts then stay on the first thread, where other code sees the beans of another user's session.
 *
 * <p>This filter stands before all others of the application. When a call returns with its request suspended, the filter calls Weld's listener as for
 * the end of a request; Weld then takes its contexts from the thread, and keeps the beans of the request, because the request is asynchronous. The
 * filter calls it as for a begin before a dispatch on another thread, and before Tomcat reports the end. So Weld sees pairs of calls, as on Jetty.
 *
 * <p>Seen on Tomcat 10.1.59 and 11.0.25 with Weld 5.1.7 and 6.0.4. No longer needed when {@code ContextsOnTomcatTest} passes without the call of
 * {@link #addTo}.
 */
public final class WeldContexts implements Filter {

    /** The name of the filter, and of the attribute with the contexts of a request. */
    private static final String NAME = WeldContexts.class.getName();

    /** Weld's listener, and the attribute of the servlet context in which it stores itself. */
    private static final String LISTENER = "org.jboss.weld.module.web.servlet.WeldInitialListener";

    /** An attribute of requests for which Weld ignores the end. */
    private static final String ENDED = "org.jboss.weld.module.web.servlet.HttpContextLifecycle.request.destroyed";

    /** The package of Tomcat's servlet context. */
    private static final String TOMCAT = "org.apache.catalina.core.";

    WeldContexts() {}

    /** Adds the filter, if this is a Tomcat whose application may have Weld. To be called while the application starts. */
    public static void addTo(ServletContext context) {
        if (!context.getClass().getName().startsWith(TOMCAT) || !mayHaveWeld(context.getClassLoader())) {
            return;
        }
        FilterRegistration.Dynamic filter = context.addFilter(NAME, new WeldContexts());
        if (filter != null) {
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR), false, "/*");
        }
    }

    private static boolean mayHaveWeld(ClassLoader loader) {
        try {
            Class.forName(LISTENER, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestContexts contexts = contextsOf(request);
        if (contexts == null) {
            chain.doFilter(request, response);
            return;
        }
        // Not for an error page of a call that is still running.
        boolean begun = contexts.thread != Thread.currentThread();
        if (begun) {
            contexts.begin();
        }
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                contexts.end();
                request.getAsyncContext().addListener(contexts);
            } else if (begun) {
                contexts.end();
            }
        }
    }

    /** Returns the contexts of a request, whose begin Tomcat has reported before the first call; null if there is no Weld. */
    private static @Nullable RequestContexts contextsOf(ServletRequest request) {
        if (request.getAttribute(NAME) instanceof RequestContexts present) {
            return present;
        }
        if (request.getServletContext().getAttribute(LISTENER) instanceof ServletRequestListener weld) {
            RequestContexts fresh = new RequestContexts();
            fresh.weld = weld;
            fresh.request = request;
            fresh.thread = Thread.currentThread();
            request.setAttribute(NAME, fresh);
            return fresh;
        }
        return null;
    }

    /** The contexts of one request. A listener with a constructor that WildFly can call, see {@code SuspendedRequestListener}. */
    static final class RequestContexts implements AsyncListener {

        /** These two are null only in an instance that a container has created. */
        @Nullable
        ServletRequestListener weld;

        @Nullable
        ServletRequest request;

        /** Where the contexts are active; null while the request is suspended. The calls for a request follow each other. */
        volatile @Nullable Thread thread;

        RequestContexts() {}

        void begin() {
            ServletRequestListener listener = weld;
            ServletRequest of = request;
            if (listener != null && of != null) {
                listener.requestInitialized(new ServletRequestEvent(of.getServletContext(), of));
                thread = Thread.currentThread();
            }
        }

        void end() {
            ServletRequestListener listener = weld;
            ServletRequest of = request;
            if (listener != null && of != null) {
                thread = null;
                listener.requestDestroyed(new ServletRequestEvent(of.getServletContext(), of));
            }
        }

        /** Tomcat reports the end of the request next, on this thread. */
        @Override
        public void onComplete(AsyncEvent event) {
            try {
                begin();
            } catch (RuntimeException e) {
                // Weld is stopped before the requests that are still open.
                Loggers.ENGINE.log(Level.DEBUG, "the contexts of a request that ends could not be activated", e);
                ServletRequest of = request;
                if (of != null) {
                    of.setAttribute(ENDED, true);
                }
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
