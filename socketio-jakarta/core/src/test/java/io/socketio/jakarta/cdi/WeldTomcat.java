package io.socketio.jakarta.cdi;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/**
 * A Tomcat with Weld on a free loopback port, and one web application of the given classes. Everything is found as in a real deployment: beans by
 * scanning WEB-INF/classes, the library by its services. Only the classes themselves come from the test's class path, so that tests share their fields.
 */
final class WeldTomcat implements AutoCloseable {

    static final long TIMEOUT_S = 10;

    private static final int UNLOAD_DELAY_MILLIS = 100;

    private static final Logger QUIET = Logger.getLogger("org.apache");
    private static final Logger QUIET_WELD = Logger.getLogger("org.jboss.weld");

    static {
        quiet();
    }

    /** Only the worst is logged, from now on. */
    static void quiet() {
        System.setProperty("org.jboss.logging.provider", "jdk");
        QUIET.setLevel(Level.OFF);
        QUIET_WELD.setLevel(Level.SEVERE);
    }

    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    /** With the names of their namespaces. */
    private final Map<Socket, String> clients = new LinkedHashMap<>();

    private WeldTomcat(Consumer<Context> setup, Class<?>... classes) throws Exception {
        Path base = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath()), "weld-tomcat");
        tomcat.setBaseDir(base.toString());
        Path application = Files.createDirectories(base.resolve("application"));
        Path webInf = Files.createDirectories(application.resolve("WEB-INF/classes"));
        for (Class<?> type : classes) {
            copy(type, webInf);
        }
        Files.createFile(application.resolve("WEB-INF/beans.xml"));
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        context = tomcat.addWebapp("", application.toString());
        context.setParentClassLoader(WeldTomcat.class.getClassLoader());
        WebappLoader loader = new WebappLoader();
        loader.setDelegate(true);
        context.setLoader(loader);
        // There is nothing for Tomcat in the jars of the tests' class path, and reading their classes takes half of its
        // start.
        context.getJarScanner().setJarScanFilter((type, jar) -> false);
        // Tomcat waits so long for requests that are still in progress: the polls of clients that have gone.
        ((StandardContext) context).setUnloadDelay(UNLOAD_DELAY_MILLIS);
        context.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
                withoutJsp(context);
            }
        });
        setup.accept(context);
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            tomcat.destroy();
            throw e;
        }
    }

    static WeldTomcat with(Class<?>... classes) throws Exception {
        return with(context -> {}, classes);
    }

    static WeldTomcat with(Consumer<Context> setup, Class<?>... classes) throws Exception {
        return new WeldTomcat(setup, classes);
    }

    /** There is no Jasper here, and Tomcat would complain. */
    private static void withoutJsp(Context context) {
        for (String mapping : context.findServletMappings()) {
            if ("jsp".equals(context.findServletMapping(mapping))) {
                context.removeServletMapping(mapping);
            }
        }
        context.removeChild(context.findChild("jsp"));
    }

    /** The class and its nested ones. */
    private static void copy(Class<?> type, Path target) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        Path source = Path.of(URI.create(type.getResource("/" + file).toString()));
        Path folder = Files.createDirectories(target.resolve(file).getParent());
        String name = source.getFileName().toString().replace(".class", "");
        try (Stream<Path> all = Files.list(source.getParent())) {
            for (Path each : all.toList()) {
                String other = each.getFileName().toString();
                if (other.equals(name + ".class") || other.startsWith(name + "$")) {
                    Files.copy(each, folder.resolve(other), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Whether the application was deployed. */
    boolean isStarted() {
        return context.getState() == LifecycleState.STARTED;
    }

    SocketIoServer server() {
        return SocketIo.server(context());
    }

    ServletContext context() {
        return context.getServletContext();
    }

    /** A reference to a bean, for threads that are in no request. */
    <T> T bean(Class<T> type) {
        BeanManager beans = (BeanManager) context.getServletContext()
                .getAttribute("org.jboss.weld.environment.servlet." + BeanManager.class.getName());
        return beans.createInstance().select(type).get();
    }

    /** What of Weld's contexts is active on this thread, outside of the application. */
    static List<String> activeContexts(Context application) {
        BeanManager beans = (BeanManager) application
                .getServletContext()
                .getAttribute("org.jboss.weld.environment.servlet." + BeanManager.class.getName());
        List<String> active = new ArrayList<>();
        List.of(RequestScoped.class, SessionScoped.class, ConversationScoped.class)
                .forEach(scope -> {
                    try {
                        beans.getContext(scope);
                        active.add(scope.getSimpleName());
                    } catch (ContextNotActiveException e) {
                        // As it should be.
                    }
                });
        return active;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** A client that is about to connect. */
    Socket client(String namespace, Map<String, String> auth) {
        return client(namespace, auth, Map.of());
    }

    Socket client(String namespace, Map<String, String> auth, Map<String, List<String>> headers) {
        IO.Options options = IO.Options.builder()
                .setForceNew(true)
                .setReconnection(false)
                .setAuth(auth)
                .setExtraHeaders(headers)
                .build();
        return client(namespace, options);
    }

    /** A client that sends these headers with every request. */
    Socket client(String namespace, Map<String, List<String>> headers, String... transports) {
        IO.Options options = IO.Options.builder()
                .setForceNew(true)
                .setReconnection(false)
                .setExtraHeaders(headers)
                .build();
        if (transports.length > 0) {
            options.transports = transports;
        }
        return client(namespace, options);
    }

    private Socket client(String namespace, IO.Options options) {
        Socket client = IO.socket(uri(namespace), options);
        clients.put(client, namespace.split("\\?")[0]);
        return client;
    }

    Socket connected(String namespace) throws Exception {
        return connected(client(namespace, Map.of()));
    }

    static Socket connected(Socket client) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        client.on(Socket.EVENT_CONNECT, args -> done.complete(null));
        client.on(
                Socket.EVENT_CONNECT_ERROR,
                args -> done.completeExceptionally(new IOException(String.valueOf(args[0]))));
        client.connect();
        done.get(TIMEOUT_S, TimeUnit.SECONDS);
        return client;
    }

    /** What a client that is not let in is told: the JSON of CONNECT_ERROR. */
    static String refused(Socket client) throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();
        client.on(Socket.EVENT_CONNECT, args -> done.complete("connected"));
        client.on(Socket.EVENT_CONNECT_ERROR, args -> done.complete(String.valueOf(args[0])));
        client.connect();
        return done.get(TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** Emits and waits for the acknowledgement. @return its first argument as text, or "nothing" */
    static @Nullable String ask(Socket client, String event, @Nullable Object... args) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Ack ack = response -> answer.complete(response.length == 0 ? "nothing" : String.valueOf(response[0]));
        client.emit(event, args, ack);
        return answer.get(TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** First arguments of the events of a name, as they come. */
    static BlockingQueue<String> events(Socket client, String event) {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        client.on(event, args -> queue.add(args.length == 0 ? "nothing" : String.valueOf(args[0])));
        return queue;
    }

    static <T> @Nullable T next(BlockingQueue<T> queue) throws InterruptedException {
        return queue.poll(TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** As many as are asked for, in their order. */
    static <T> List<@Nullable T> next(BlockingQueue<T> queue, int count) throws InterruptedException {
        List<@Nullable T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(next(queue));
        }
        return all;
    }

    /** Closes the clients, and waits until the server knows of none. */
    void closeClientsAndWait() {
        closeClients();
        while (server().engine().clientsCount() > 0) {
            Thread.onSpinWait();
        }
    }

    /**
     * The same, and waits until whoever hears of the ends of those that are connected has heard of them, and of their beginning: what is logged there would
     * be found by the next test.
     */
    void endClients() throws Exception {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        clients.forEach((client, namespace) -> {
            io.socketio.jakarta.Socket socket =
                    client.connected() ? server().of(namespace).sockets().get(client.id()) : null;
            if (socket != null) {
                CompletableFuture<Void> end = new CompletableFuture<>();
                socket.client().onClose(() -> end.complete(null));
                ends.add(end);
            }
        });
        closeClientsAndWait();
        CompletableFuture.allOf(ends.toArray(new CompletableFuture<?>[0])).get(TIMEOUT_S, TimeUnit.SECONDS);
    }

    void closeClients() {
        clients.keySet().forEach(Socket::close);
        clients.clear();
    }

    @Override
    public void close() throws Exception {
        closeClients();
        tomcat.stop();
        tomcat.destroy();
    }
}
