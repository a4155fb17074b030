package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.engine.http.EngineMiddleware;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.http.HeaderList;
import io.socketio.jakarta.web.http.HttpResponse;
import io.socketio.jakarta.web.http.ServletHttpExchange;
import io.socketio.jakarta.web.websocket.ServletWebSocketExchange;
import io.socketio.jakarta.web.websocket.WebSocketHandshake;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Handles all requests under the path of the server: WebSocket upgrades, polling, and the files of the browser client. {@link SocketIoInitializer}
 * registers it; an application may declare it in web.xml instead, with the init parameter {@code socketio.server} if it is not that of the default
 * server.
 */
public final class SocketIoServlet extends HttpServlet {

    /** The init parameter with the name of the server. */
    static final String SERVER = "socketio.server";

    private static final Logger LOG = Loggers.ENGINE;
    private static final long serialVersionUID = 1L;

    /** For a developer who opens the URL in a browser; the log contains more details. */
    private static final byte[] NO_ASYNC =
            "Long-polling needs a filter or servlet in front to support asynchronous processing."
                    .getBytes(StandardCharsets.UTF_8);

    private transient @Nullable Deployment deployment;
    private transient @Nullable Backend backend;
    private transient @Nullable ClientFiles files;
    private transient @Nullable RequestMistakes mistakes;

    /** Called by the container. */
    public SocketIoServlet() {}

    @Override
    public void init() throws ServletException {
        ServletContext context = getServletContext();
        String server = Objects.requireNonNullElse(getInitParameter(SERVER), "");
        Deployment present = Deployments.in(context).find(server);
        if (present == null) {
            throw new ServletException("no Socket.IO server " + (server.isEmpty() ? "" : "'" + server + "' ")
                    + "is registered: " + SocketIoInitializer.class.getName()
                    + " was not called, or socketio.enabled=false is set");
        }
        Deployments.in(context).tellComplete(context);
        deployment = present;
        backend = present.backend();
        files = present.options().serveClient() ? ClientFiles.find() : null;
        mistakes = new RequestMistakes(context, present.options(), System::nanoTime);
    }

    /**
     * Returns the URL patterns for a server. At the root these are exact ones, for the address of the clients and the files of the client: everything
     * else under the root stays with the application.
     */
    static String[] mappings(SocketIoOptions options) {
        if (!options.path().isEmpty()) {
            return new String[] {options.path() + "/*"};
        }
        List<String> exact = new ArrayList<>(List.of(""));
        if (options.serveClient()) {
            ClientFiles.names().forEach(name -> exact.add("/" + name));
        }
        return exact.toArray(String[]::new);
    }

    /** Returns the request path behind the path of the server; null if there is nothing, not even a slash. */
    private static @Nullable String rest(HttpServletRequest request, Deployment deployment) {
        String rest = request.getPathInfo();
        if (!deployment.options().path().isEmpty()) {
            return rest;
        }
        String path = rest == null ? request.getServletPath() : request.getServletPath() + rest;
        return path.isEmpty() ? "/" : path;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Deployment deployment = this.deployment;
        Backend backend = this.backend;
        RequestMistakes mistakes = this.mistakes;
        if (deployment == null || backend == null || mistakes == null) {
            throw new ServletException("not initialized");
        }
        String rest = rest(request, deployment);
        if (rest == null && deployment.options().addTrailingSlash()) {
            // The reference implementation does not match this path either: the request goes to the application.
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentLength(0);
            mistakes.onMissingSlash(request);
        } else if (WebSocketHandshake.isRequested(request)) {
            onUpgrade(request, response, deployment, backend);
        } else if (!request.isAsyncSupported()) {
            HeaderList headers = new HeaderList();
            headers.set("Content-Type", "text/plain");
            new HttpResponse(HttpServletResponse.SC_SERVICE_UNAVAILABLE, headers, NO_ASYNC).writeTo(response);
            mistakes.onMissingAsyncSupport();
        } else {
            onHttp(request, response, deployment, backend, mistakes);
        }
    }

    private static void onUpgrade(
            HttpServletRequest request, HttpServletResponse response, Deployment deployment, Backend backend)
            throws IOException {
        String flaw = WebSocketHandshake.flaw(request);
        if (flaw != null) {
            int status = request.getMethod().equals("GET")
                    ? HttpServletResponse.SC_BAD_REQUEST
                    : HttpServletResponse.SC_METHOD_NOT_ALLOWED;
            Loggers.ENGINE.log(Level.DEBUG, "an upgrade to WebSocket was refused: {0}", LogText.plain(flaw));
            byte[] body = flaw.getBytes(StandardCharsets.UTF_8);
            HeaderList headers = new HeaderList();
            headers.set("Connection", "close");
            headers.set("Content-Type", "text/html");
            new HttpResponse(status, headers, body).writeTo(response);
            return;
        }
        ServletWebSocketExchange exchange =
                new ServletWebSocketExchange(request, deployment.roles(), deployment.carrier());
        run(exchange, () -> backend.engine().onRequest(exchange));
        exchange.endCall(request, response);
    }

    /**
     * Stops a deployment that the container notifies of its end in no other way. Releases the server: an idle thread of the container may refer to its
     * last request, and so to this servlet, until it runs again.
     */
    @Override
    public void destroy() {
        Deployment deployment = this.deployment;
        this.deployment = null;
        backend = null;
        if (deployment != null && deployment.endsWithServlet()) {
            deployment.stop();
        }
    }

    private void onHttp(
            HttpServletRequest request,
            HttpServletResponse response,
            Deployment deployment,
            Backend backend,
            RequestMistakes mistakes)
            throws IOException {
        String rest = rest(request, deployment);
        ServletHttpExchange exchange = new ServletHttpExchange(request, deployment.roles());
        ClientFiles files = this.files;
        if (files != null && rest != null && ClientFiles.isClientFile(rest)) {
            run(exchange, () -> serveFile(files, rest, exchange, backend.cors()));
        } else {
            if (rest != null && RequestMistakes.isForFile(rest, request)) {
                mistakes.onUnknownFile(request, rest);
            }
            run(exchange, () -> backend.engine().onRequest(exchange));
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
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "a request failed", LogText.escaped(e));
            exchange.respond(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, new byte[0]);
        }
    }
}
