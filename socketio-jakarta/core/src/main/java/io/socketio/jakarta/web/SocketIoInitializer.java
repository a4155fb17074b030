package io.socketio.jakarta.web;

import io.socketio.jakarta.annotation.ServerDefinition;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.container.TomcatWebSocket;
import io.socketio.jakarta.web.settings.WebSettings;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Registers the Socket.IO servers of a web application; containers find it without any wiring. Settings come from MicroProfile Config where the
 * container or the application has it, else from context parameters in web.xml, else from system properties, else from {@link ServerDefinition}s. These are
 * the names for the default server; behind {@code socketio.server.admin.} instead of {@code socketio.}, they are those of a server {@code admin}.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><th>Name</th><th>Value</th><th>Default</th></tr>
 * <tr><td>{@code socketio.enabled}</td><td>false: register nothing; see {@link SocketIo#register}</td><td>true</td></tr>
 * <tr><td>{@code socketio.path}</td><td>path under the context path</td><td>/socket.io</td></tr>
 * <tr><td>{@code socketio.add-trailing-slash}</td><td>true or false</td><td>true</td></tr>
 * <tr><td>{@code socketio.serve-client}</td><td>true or false</td><td>true</td></tr>
 * <tr><td>{@code socketio.ping-interval}, {@code -ping-timeout}, {@code -upgrade-timeout}, {@code -connect-timeout},
 * {@code -ack-timeout}, {@code -write-timeout}</td><td>milliseconds, or ISO-8601 as in {@code PT25S}</td>
 * <td>25 s, 20 s, 10 s, 45 s, 30 s, 10 s</td></tr>
 * <tr><td>{@code socketio.max-payload-bytes}</td><td>bytes</td><td>1000000</td></tr>
 * <tr><td>{@code socketio.transports}</td><td>{@code polling}, {@code websocket}, or both with a comma</td><td>both</td></tr>
 * <tr><td>{@code socketio.allow-upgrades}</td><td>true or false</td><td>true</td></tr>
 * <tr><td>{@code socketio.allow-eio3}</td><td>true: clients of Socket.IO 2 may connect</td><td>false</td></tr>
 * <tr><td>{@code socketio.http-compression-threshold-bytes}</td><td>bytes; negative: never</td><td>1024</td></tr>
 * <tr><td>{@code socketio.per-message-deflate}</td><td>true or false</td><td>false</td></tr>
 * <tr><td>{@code socketio.websocket}</td><td>endpoint, upgrade or auto: what carries WebSocket</td><td>endpoint</td></tr>
 * <tr><td>{@code socketio.cookie}</td><td>name of the cookie</td><td>no cookie</td></tr>
 * <tr><td>{@code socketio.cors-origin}</td><td>{@code *}, an origin, or several with commas</td><td>no CORS</td></tr>
 * <tr><td>{@code socketio.cors-credentials}</td><td>true or false</td><td>false</td></tr>
 * <tr><td>{@code socketio.allowed-origins}</td><td>origins with commas between them, {@code strict}, or {@code *} for no check; see
 * {@link io.socketio.jakarta.options.OriginOptions}</td><td>the application's own and those of {@code cors-origin}</td></tr>
 * <tr><td>{@code socketio.bind-to-caller}</td><td>false: whoever knows the id of a connection may continue it</td><td>true</td></tr>
 * <tr><td>{@code socketio.initial-packet}</td><td>text</td><td>none</td></tr>
 * <tr><td>{@code socketio.parser}</td><td>name of a parser, see {@link io.socketio.jakarta.parser.ParserProvider}</td><td>default</td></tr>
 * <tr><td>{@code socketio.max-buffered-bytes}</td><td>bytes</td><td>1048576</td></tr>
 * <tr><td>{@code socketio.max-burst-bytes}</td><td>bytes</td><td>16 times the former</td></tr>
 * <tr><td>{@code socketio.memory-budget-bytes}, {@code -max-pending-bytes}, {@code -max-connect-bytes}</td><td>bytes</td>
 * <td>a quarter of the heap, 16777216, 65536</td></tr>
 * <tr><td>{@code socketio.max-pending-events}, {@code -max-pending-acks}, {@code -max-attachments},
 * {@code -max-namespaces-per-client}</td><td>numbers</td><td>16384, 10000, 10, 1000</td></tr>
 * <tr><td>{@code socketio.cleanup-empty-child-namespaces}</td><td>true or false</td><td>true</td></tr>
 * <tr><td>{@code socketio.close-with-http-session}</td><td>true: sockets close when the HttpSession of their first request ends</td>
 * <td>true</td></tr>
 * <tr><td>{@code socketio.drain-timeout}</td><td>time in which clients are sent away before the server closes, 0 for none; milliseconds or ISO-8601</td><td>0</td></tr>
 * <tr><td>{@code socketio.threads}</td><td>most threads for user code; not for virtual threads</td><td>64</td></tr>
 * <tr><td>{@code socketio.threads-per-connection}</td><td>most of them that one connection occupies</td><td>a quarter; unlimited for virtual threads</td></tr>
 * <tr><td>{@code socketio.executor}</td><td>JNDI name of an executor for user code</td><td>none</td></tr>
 * <tr><td>{@code socketio.slow-handler-timeout}</td><td>how long a handler may run before the log names it</td><td>PT10S</td></tr>
 * <tr><td>{@code socketio.virtual-threads}</td><td>auto: where the container has no managed thread factory and the JDK has virtual threads; true; false</td><td>auto</td></tr>
 * <tr><td>{@code socketio.small-buffers}</td><td>false: leave Tomcat's default size of WebSocket buffers alone; for applications with
 * WebSocket endpoints of their own that the container does not find by itself</td><td>true</td></tr>
 * <tr><td>{@code socketio.namespace./chat.ack-timeout}, {@code .max-pending-events}, {@code .max-pending-acks},
 * {@code .cleanup-when-empty}</td><td>for one namespace, or a template such as {@code /tenant/{id}}</td><td>as for all</td></tr>
 * </table>
 *
 * <p>A {@link SocketIoServlet} that is declared in web.xml, with {@code <async-supported>true</async-supported>} and a mapping that ends in
 * {@code /*}, takes the place of the one that this would add, and its mapping that of {@code socketio.path}.
 */
@HandlesTypes({
    ServerEndpoint.class,
    ServerApplicationConfig.class,
    Endpoint.class,
    SocketIoNamespace.class,
    ServerDefinition.class,
    ServerDefinition.List.class
})
public final class SocketIoInitializer implements ServletContainerInitializer {

    private static final String CALLED = SocketIoInitializer.class.getName();

    /** Called by the container. */
    @Override
    public void onStartup(@Nullable Set<Class<?>> found, ServletContext context) throws ServletException {
        // With the library twice in the application, containers may call this for each copy.
        if (context.getAttribute(CALLED) != null || LibraryCopies.isOvershadowed(context)) {
            return;
        }
        context.setAttribute(CALLED, true);
        LibraryCopies.warn(context);
        NamespaceClasses.note(context, found);
        TomcatWebSocket.noteEndpoints(context, found);
        DeploymentListener.addTo(context);
        Map<String, String> declared = declaredPaths(context);
        for (WebSettings settings : ContextSettings.read(context, found)) {
            register(context, settings, declared.remove(settings.options().name()));
        }
        for (Map.Entry<String, String> other : declared.entrySet()) {
            SocketIoOptions options =
                    SocketIoOptions.builder().name(other.getKey()).build();
            register(context, WebSettings.of(options), other.getValue());
        }
    }

    /** @param declared the path of the servlet that the application declares for this server; null if it declares none */
    private static void register(ServletContext context, WebSettings settings, @Nullable String declared)
            throws ServletException {
        try {
            if (settings.enabled()) {
                deploy(context, settings, declared);
            }
        } catch (IllegalStateException e) {
            throw new ServletException("Socket.IO: " + e.getMessage(), e);
        }
    }

    private static void deploy(ServletContext context, WebSettings settings, @Nullable String declared) {
        Backend.Factory factory = CoreBackend.factory(context, settings);
        if (declared == null) {
            Deployment.register(context, settings, factory);
        } else {
            SocketIoOptions options =
                    settings.options().toBuilder().path(declared).build();
            Deployment.create(context, settings.withOptions(options), factory);
        }
    }

    /** Returns the paths of the servlets that the application declares itself, by the name of their server. */
    private static Map<String, String> declaredPaths(ServletContext context) throws ServletException {
        Map<String, String> paths = new TreeMap<>();
        for (ServletRegistration registration :
                context.getServletRegistrations().values()) {
            if (SocketIoServlet.class.getName().equals(registration.getClassName())) {
                String server = registration.getInitParameter(SocketIoServlet.SERVER);
                String other = paths.put(server == null ? "" : server, pathOf(registration));
                if (other != null) {
                    throw new ServletException("the servlet '" + registration.getName() + "' is the second one of the "
                            + (server == null ? "default server" : "server '" + server + "'")
                            + "; each needs the init parameter socketio.server with a name of its own");
                }
            }
        }
        return paths;
    }

    /** The root of the application has the pattern that is empty, or that of everything. */
    private static String pathOf(ServletRegistration registration) throws ServletException {
        for (String mapping : registration.getMappings()) {
            if (mapping.endsWith("/*") || mapping.isEmpty()) {
                return mapping.isEmpty() ? "/" : mapping.substring(0, mapping.length() - 1);
            }
        }
        throw new ServletException("the servlet '" + registration.getName()
                + "' needs a mapping that ends in '/*', for example '/socket.io/*', but has "
                + registration.getMappings());
    }
}
