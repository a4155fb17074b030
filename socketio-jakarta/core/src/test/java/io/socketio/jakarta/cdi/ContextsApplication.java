package io.socketio.jakarta.cdi;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.RequestDecision;
import io.socketio.jakarta.web.SocketIo;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.security.Principal;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An application whose users are known by a {@code @SessionScoped} bean, and whose own servlets leave requests suspended. Every place where it is
 * called on the path of the sockets writes down whom it sees.
 */
final class ContextsApplication {

    /** What was seen instead of a name where no session scope is active. */
    static final String INACTIVE = "inactive";

    /** Whom the bean of a session without a login names. */
    static final String NOBODY = "nobody";

    static final String RIGHT = "right";

    private static final String SOCKETS = "/socket.io/";

    /** How often each name was seen, by place. */
    static final Map<String, AtomicInteger> SEEN = new ConcurrentHashMap<>();

    /** The requests that stay open, as those of server-sent events. */
    static final Queue<AsyncContext> OPEN = new ConcurrentLinkedQueue<>();

    private ContextsApplication() {}

    @SessionScoped
    public static class User implements Serializable {

        private static final long serialVersionUID = 1L;

        private volatile String name = NOBODY;

        public String name() {
            return name;
        }

        public void name(String name) {
            this.name = name;
        }
    }

    static User user() {
        return CDI.current().select(User.class).get();
    }

    private static String name() {
        try {
            return user().name();
        } catch (ContextNotActiveException e) {
            return INACTIVE;
        }
    }

    /** Compares whom the application sees with the one who has made the request, whose name is in the query. */
    private static void look(String place, String query) {
        note(place, name(), query);
    }

    private static void note(String place, String name, String query) {
        String maker = query.contains("me=") ? query.replaceFirst(".*me=", "").replaceFirst("&.*", "") : NOBODY;
        noteRight(place, maker, name);
    }

    static void noteRight(String place, String expected, String seen) {
        note(place, seen.equals(expected) ? RIGHT : seen);
    }

    static void note(String place, String what) {
        SEEN.computeIfAbsent(place + ": " + what, key -> new AtomicInteger()).incrementAndGet();
    }

    /** Observes the engine of a server. */
    static void watch(SocketIoServer server) {
        server.engine().use((request, response, next) -> {
            look("engine middleware", request.url());
            next.proceed();
        });
        server.engine().allowRequest(request -> {
            look("allowRequest", request.url());
            return CompletableFuture.completedFuture(RequestDecision.allow());
        });
        server.engine().onInitialHeaders((response, request) -> look("initial headers", request.url()));
        server.engine().onHeaders((response, request) -> look("headers of " + request.method(), request.url()));
        server.onConnection(socket -> {
            Principal principal = socket.handshake().principal();
            note(
                    "principal",
                    principal == null ? NOBODY : principal.getName(),
                    "me=" + socket.handshake().query().getOrDefault("me", NOBODY));
        });
    }

    private static boolean isForSockets(ServletRequest request) {
        return ((HttpServletRequest) request).getRequestURI().startsWith(SOCKETS);
    }

    /** Stands before every servlet, and makes the bean's user the caller. */
    static final class Door implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (!isForSockets(request)) {
                chain.doFilter(request, response);
                return;
            }
            String query = String.valueOf(((HttpServletRequest) request).getQueryString());
            look("filter before", query);
            chain.doFilter(
                    new HttpServletRequestWrapper((HttpServletRequest) request) {
                        @Override
                        public @Nullable Principal getUserPrincipal() {
                            String name = name();
                            note("wrapper", name, query);
                            return name.equals(NOBODY) || name.equals(INACTIVE) ? null : () -> name;
                        }
                    },
                    response);
            look("filter after", query);
        }
    }

    /** Public, because Tomcat creates it. */
    public static final class Requests implements ServletRequestListener {

        @Override
        public void requestInitialized(ServletRequestEvent event) {
            if (isForSockets(event.getServletRequest())) {
                look(
                        "request listener",
                        String.valueOf(((HttpServletRequest) event.getServletRequest()).getQueryString()));
            }
        }
    }

    /**
     * The pages: {@code login} names the user, {@code async} answers from another thread, {@code dispatch} from a second call, {@code open} stays open,
     * {@code late} ends by its timeout and {@code fails} at once, both in an error page; {@code tell} emits to all sockets, {@code who} is an ordinary
     * page.
     */
    static final class Pages extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String page = String.valueOf(request.getPathInfo());
            if (request.getDispatcherType() != DispatcherType.REQUEST || page.equals("/who")) {
                response.getWriter().print(name());
                return;
            }
            if (page.equals("/tell")) {
                // Answers the polls that wait, on this thread.
                SocketIo.server(getServletContext()).of("/").sockets().values().forEach(socket -> socket.emit("news"));
                response.getWriter().print(name());
                return;
            }
            if (page.equals("/login")) {
                user().name(request.getParameter("name"));
                response.getWriter().print(request.getSession().getId());
                return;
            }
            if (page.equals("/fails")) {
                response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                return;
            }
            String before = name();
            AsyncContext suspended = request.startAsync();
            suspended.setTimeout(0);
            switch (page) {
                case "/open" -> {
                    response.getWriter().print(before);
                    response.flushBuffer();
                    OPEN.add(suspended);
                }
                case "/dispatch" -> later(suspended::dispatch);
                case "/late" -> suspended.setTimeout(1);
                default ->
                    later(() -> {
                        try {
                            suspended.getResponse().getWriter().print(before);
                        } catch (IOException e) {
                            note("page", e.toString());
                        }
                        suspended.complete();
                    });
            }
        }

        private static void later(Runnable action) {
            CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS).execute(action);
        }
    }
}
