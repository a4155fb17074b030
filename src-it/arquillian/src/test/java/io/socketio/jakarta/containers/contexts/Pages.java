package io.socketio.jakarta.containers.contexts;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.RequestDecision;
import io.socketio.jakarta.web.SocketIo;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Pages of users: {@code open} stays open until {@code seen} is asked for, {@code async} and {@code dispatch} answer late. */
@WebServlet(urlPatterns = "/pages/*", asyncSupported = true, loadOnStartup = 2)
public class Pages extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Queue<AsyncContext> open = new ConcurrentLinkedQueue<>();

    @Inject
    private transient Member member;

    @Override
    public void init() {
        SocketIoServer server = SocketIo.server(getServletContext());
        server.engine().use((request, response, next) -> {
            Sight.look("engine middleware", request.url());
            next.proceed();
        });
        server.engine().allowRequest(request -> {
            Sight.look("allowRequest", request.url());
            return CompletableFuture.completedFuture(RequestDecision.allow());
        });
        server.engine().onInitialHeaders((response, request) -> Sight.look("initial headers", request.url()));
        server.engine().onHeaders((response, request) -> {
            if (request.method().equals("GET")) {
                Sight.look("headers", request.url());
            }
        });
        server.onConnection(socket -> {
            Principal principal = socket.handshake().principal();
            Sight.note(
                    "principal",
                    principal == null ? Member.NOBODY : principal.getName(),
                    "me=" + socket.handshake().query().getOrDefault("me", Member.NOBODY));
        });
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String page = String.valueOf(request.getPathInfo());
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            page = "/who";
        }
        switch (page) {
            case "/login" -> member.name(request.getParameter("name"));
            case "/seen" -> {
                open.forEach(AsyncContext::complete);
                open.clear();
                response.getWriter().print(new TreeMap<>(Sight.SEEN));
            }
            case "/who" -> response.getWriter().print(Sight.name());
            case "/tell" -> {
                // Answers the polls that wait, on this thread.
                SocketIo.server(getServletContext()).of("/").sockets().values().forEach(socket -> socket.emit("news"));
                response.getWriter().print(Sight.name());
            }
            default -> suspend(page, request);
        }
    }

    private void suspend(String page, HttpServletRequest request) throws IOException {
        String before = Sight.name();
        AsyncContext suspended = request.startAsync();
        suspended.setTimeout(0);
        if (page.equals("/dispatch")) {
            later(suspended::dispatch);
            return;
        }
        suspended.getResponse().getWriter().print(before);
        if (page.equals("/open")) {
            suspended.getResponse().flushBuffer();
            open.add(suspended);
        } else {
            later(suspended::complete);
        }
    }

    private static void later(Runnable action) {
        CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS).execute(action);
    }
}
