package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.Loggers;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
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
 * <p>For the requests of the sockets, Weld gets a {@link WeldRequest} from this filter, and {@link WeldActivation} makes it ignore Tomcat's calls.
 *
 * <p>Seen on Tomcat 10.1.59 and 11.0.25 with Weld 5.1.7, and on Tomcat 10.1.59 with Weld 6.0.4. No longer needed when {@code ContextsOnTomcatTest} passes without {@link #addTo}.
 */
public final class WeldContexts implements Filter {

    /** Weld's listener, and the attribute of the servlet context in which it stores itself. */
    static final String LISTENER = "org.jboss.weld.module.web.servlet.WeldInitialListener";

    /** The name of the filter, and of the attribute with the contexts of a request. */
    private static final String NAME = WeldContexts.class.getName();

    /** An attribute of requests for which Weld ignores the end. */
    private static final String ENDED = "org.jboss.weld.module.web.servlet.HttpContextLifecycle.request.destroyed";

    /** A class of Tomcat; GlassFish and Payara, which share its origin, have it in another package. */
    private static final String TOMCAT = "org.apache.catalina.core.AsyncContextImpl";

    /** The servlet paths of the servers. */
    private final Set<String> paths = new CopyOnWriteArraySet<>();

    // Set before the first request.
    /** Null if the application has no beans. */
    private @Nullable ServletRequestListener weld;
    /** Whether Weld leaves the requests of the sockets to this filter. */
    private boolean ownsSockets;

    private WeldContexts() {}

    /**
     * Adds the filter, or the path to the one that is there, if this is a Tomcat whose application may have Weld; not on TomEE, whose beans are not Weld's,
     * and which cannot inject into this filter. To be called while the application starts.
     *
     * @param path the servlet path of the sockets of one server
     */
    public static void addTo(ServletContext context, String path) {
        ClassLoader container = context.getClass().getClassLoader();
        if (!has(TOMCAT, container) || TomcatUpgrade.isTomEe(container) || !has(LISTENER, context.getClassLoader())) {
            return;
        }
        if (context.getAttribute(NAME) instanceof WeldContexts present) {
            present.paths.add(path);
            return;
        }
        WeldContexts contexts = new WeldContexts();
        contexts.paths.add(path);
        FilterRegistration.Dynamic filter = context.addFilter(NAME, contexts);
        if (filter != null) {
            context.setAttribute(NAME, contexts);
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR), false, "/*");
        }
    }

    private static boolean has(String type, ClassLoader loader) {
        try {
            Class.forName(type, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    public void init(FilterConfig config) {
        if (config.getServletContext().getAttribute(LISTENER) instanceof ServletRequestListener present) {
            weld = present;
            ownsSockets = WeldActivation.install(present, this::isOfSockets);
        }
    }

    /** Whether this is a request of the sockets. At the root of an application, other servlets can have the same servlet path. */
    private boolean isOfSockets(HttpServletRequest request) {
        String path = request.getServletPath();
        // Tomcat has no servlet path for a request that comes while the application starts.
        return path != null && paths.contains(path) && (!path.isEmpty() || "/".equals(request.getPathInfo()));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ServletRequestListener listener = weld;
        if (listener == null || !(request instanceof HttpServletRequest http)) {
            chain.doFilter(request, response);
            return;
        }
        RequestContexts contexts = contextsOf(http, listener);
        // Not for an error page of a call that is still running.
        boolean begun = contexts.begin();
        try {
            chain.doFilter(request, response);
        } finally {
            boolean suspended = request.isAsyncStarted();
            if (suspended) {
                request.getAsyncContext().addListener(contexts);
            }
            if (suspended || begun) {
                contexts.end(suspended);
            }
        }
    }

    private RequestContexts contextsOf(HttpServletRequest request, ServletRequestListener listener) {
        if (request.getAttribute(NAME) instanceof RequestContexts present) {
            return present;
        }
        boolean own = ownsSockets && isOfSockets(request);
        RequestContexts fresh = new RequestContexts();
        fresh.weld = listener;
        fresh.ofContainer = new ServletRequestEvent(request.getServletContext(), request);
        fresh.ofWeld = own
                ? new ServletRequestEvent(request.getServletContext(), new WeldRequest(request))
                : fresh.ofContainer;
        fresh.active = own ? null : Thread.currentThread();
        fresh.reported = own ? Thread.currentThread() : null;
        request.setAttribute(NAME, fresh);
        return fresh;
    }

    /**
     * The contexts of one request. Its calls follow each other, on several threads. A listener with a constructor that WildFly can call, see
     * {@code SuspendedRequestListener}.
     */
    static final class RequestContexts implements AsyncListener {

        // Null only in an instance that a container has created.
        @Nullable
        ServletRequestListener weld;

        /** The request for which Tomcat calls Weld. */
        @Nullable
        ServletRequestEvent ofContainer;

        /** The request for which Weld activates its contexts: another one for sockets. */
        @Nullable
        ServletRequestEvent ofWeld;

        /** Where the contexts are active; null while they are nowhere. */
        volatile @Nullable Thread active;

        /**
         * Where Tomcat has reported the begin of the request of a socket, and will report its end. Weld activates nothing then, but remembers on the
         * thread that a request has begun, and would ignore another.
         */
        volatile @Nullable Thread reported;

        RequestContexts() {}

        /** @return false if they are active on this thread already */
        boolean begin() {
            Thread current = Thread.currentThread();
            if (active == current) {
                return false;
            }
            if (reported == current) {
                callEnd(ofContainer);
            }
            callBegin(ofWeld);
            active = current;
            return true;
        }

        /** @param suspended whether Tomcat goes on with the request on another thread */
        void end(boolean suspended) {
            active = null;
            callEnd(ofWeld);
            if (suspended) {
                reported = null;
            } else if (reported == Thread.currentThread()) {
                callBegin(ofContainer);
            }
        }

        private void callBegin(@Nullable ServletRequestEvent of) {
            ServletRequestListener listener = weld;
            if (listener != null && of != null) {
                listener.requestInitialized(of);
            }
        }

        private void callEnd(@Nullable ServletRequestEvent of) {
            ServletRequestListener listener = weld;
            if (listener != null && of != null) {
                listener.requestDestroyed(of);
            }
        }

        /** Tomcat reports the end of the request next, on this thread. */
        @Override
        public void onComplete(AsyncEvent event) {
            try {
                begin();
                if (ofWeld != ofContainer) {
                    reported = Thread.currentThread();
                    end(false);
                }
            } catch (RuntimeException e) {
                // Weld is stopped before the requests that are still open.
                Loggers.ENGINE.log(Level.DEBUG, "the contexts of a request could not be ended", e);
                ServletRequestEvent of = ofContainer;
                if (of != null) {
                    of.getServletRequest().setAttribute(ENDED, true);
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
