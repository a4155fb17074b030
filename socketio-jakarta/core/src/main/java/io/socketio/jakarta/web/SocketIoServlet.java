package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.engine.http.EngineMiddleware;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.web.http.HeaderList;
import io.socketio.jakarta.web.http.HttpResponse;
import io.socketio.jakarta.web.http.ServletHttpExchange;
import io.socketio.jakarta.web.websocket.ServletWebSocketExchange;
import io.socketio.jakarta.web.websocket.WebSocketUpgrader;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes all requests under the path of the server: WebSocket upgrades, polling, and the files of the browser client. {@link SocketIoInitializer}
 * registers it; an application may declare it in web.xml instead.
 */
public final class SocketIoServlet extends HttpServlet {

    private static final Logger LOG = System.getLogger(SocketIoServlet.class.getName());
    private static final long serialVersionUID = 1L;

    private final transient AtomicBoolean complained = new AtomicBoolean();
    private transient @Nullable Deployment deployment;
    private transient @Nullable Backend backend;
    private transient @Nullable ClientFiles files;

    /** For the container. */
    public SocketIoServlet() {}

    @Override
    public void init() throws ServletException {
        ServletContext context = getServletContext();
        Deployment present = Deployment.of(context);
        if (present == null) {
            throw new ServletException("no Socket.IO server is registered: " + SocketIoInitializer.class.getName()
                    + " was not called, or socketio.enabled=false is set");
        }
        deployment = present;
        backend = present.backend();
        files = present.options().serveClient() ? ClientFiles.find() : null;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Deployment deployment = this.deployment;
        Backend backend = this.backend;
        if (deployment == null || backend == null) {
            throw new ServletException("not initialized");
        }
        String rest = request.getPathInfo();
        if (rest == null && deployment.options().addTrailingSlash()) {
            // As in the reference, where the path does not match and the request falls to the application.
            answerEmpty(response, HttpServletResponse.SC_NOT_FOUND);
        } else if (WebSocketUpgrader.isUpgrade(request)) {
            onUpgrade(request, response, deployment, backend);
        } else if (!request.isAsyncSupported()) {
            complainAboutAsync();
            answerEmpty(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            onHttp(request, response, deployment, backend, rest);
        }
    }

    private static void onUpgrade(
            HttpServletRequest request, HttpServletResponse response, Deployment deployment, Backend backend)
            throws IOException {
        WebSocketUpgrader upgrader = deployment.upgrader();
        String flaw = upgrader == null ? "WebSocket is not available" : WebSocketUpgrader.flaw(request);
        if (upgrader == null || flaw != null) {
            int status = request.getMethod().equals("GET")
                    ? HttpServletResponse.SC_BAD_REQUEST
                    : HttpServletResponse.SC_METHOD_NOT_ALLOWED;
            byte[] body = String.valueOf(flaw).getBytes(StandardCharsets.UTF_8);
            HeaderList headers = new HeaderList();
            headers.set("Connection", "close");
            headers.set("Content-Type", "text/html");
            new HttpResponse(status, headers, body).writeTo(response);
            return;
        }
        ServletWebSocketExchange exchange = new ServletWebSocketExchange(request, deployment.roles(), upgrader);
        run(exchange, () -> backend.engine().onWebSocket(exchange));
        exchange.endCall(request, response);
    }

    private void onHttp(
            HttpServletRequest request,
            HttpServletResponse response,
            Deployment deployment,
            Backend backend,
            @Nullable String rest)
            throws IOException {
        ServletHttpExchange exchange = new ServletHttpExchange(request, deployment.roles());
        ClientFiles files = this.files;
        if (files != null && rest != null && ClientFiles.isClientFile(rest)) {
            run(exchange, () -> serveFile(files, rest, exchange, backend.cors()));
        } else {
            run(exchange, () -> backend.engine().onHttp(exchange));
        }
        exchange.endCall(request, response);
    }

    private static void serveFile(
            ClientFiles files, String rest, HttpExchange exchange, @Nullable EngineMiddleware cors) {
        if (cors == null) {
            files.serve(rest, exchange);
        } else {
            cors.onRequest(exchange, error -> files.serve(rest, exchange));
        }
    }

    private static void run(HttpExchange exchange, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request failed", e);
            exchange.respond(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, new byte[0]);
        }
    }

    private static void answerEmpty(HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }

    private void complainAboutAsync() {
        if (complained.compareAndSet(false, true)) {
            Map<String, ? extends FilterRegistration> filters =
                    getServletContext().getFilterRegistrations();
            LOG.log(
                    Level.ERROR,
                    "SIO-0306 long-polling is refused with 503, because a filter in front of the Socket.IO servlet (or the"
                            + " servlet itself, when declared in web.xml) does not support asynchronous processing. Set"
                            + " <async-supported>true</async-supported> in its declaration. Filters of this application: {0}",
                    filters.values().stream()
                            .map(filter -> filter.getName() + " (" + filter.getClassName() + ")")
                            .collect(Collectors.joining(", ")));
        }
    }
}
