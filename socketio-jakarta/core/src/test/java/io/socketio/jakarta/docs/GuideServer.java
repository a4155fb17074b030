package io.socketio.jakarta.docs;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import io.socketio.jakarta.web.SocketIoInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** An embedded Tomcat on a free loopback port that runs snippets of the documentation. */
final class GuideServer implements AutoCloseable {

    private static final Logger QUIET = Logger.getLogger("org.apache");

    static {
        QUIET.setLevel(Level.SEVERE);
    }

    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    private final List<GuideClient> clients = new ArrayList<>();

    private GuideServer() throws Exception {
        Path base = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath()), "guide");
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        context = tomcat.addContext("", base.toString());
        // Otherwise Tomcat waits up to 2 s for polls that nobody will answer.
        ((StandardContext) context).setUnloadDelay(100);
        context.addServletContainerInitializer(new WsSci(), Set.of());
        context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
    }

    /** A server to which the application has added its listeners. */
    static GuideServer with(Consumer<SocketIoServer> application) throws Exception {
        GuideServer server = new GuideServer();
        server.tomcat.start();
        application.accept(server.io());
        return server;
    }

    SocketIoServer io() {
        return SocketIo.server(context.getServletContext());
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** A connected client of the namespace {@code /}. */
    GuideClient connected() throws Exception {
        return connected("/", Map.of());
    }

    GuideClient connected(String namespace, Map<String, String> auth) throws Exception {
        GuideClient client = client(namespace, auth);
        client.connect();
        return client;
    }

    /** A client that has not connected yet. */
    GuideClient client(String namespace, Map<String, String> auth) {
        GuideClient client = new GuideClient("http://127.0.0.1:" + port() + namespace, auth);
        clients.add(client);
        return client;
    }

    @Override
    public void close() throws Exception {
        clients.forEach(GuideClient::close);
        tomcat.stop();
        tomcat.destroy();
    }
}
