package io.socketio.jakarta.web;

import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** An application on an embedded Tomcat, for a class path without WebSocket. Prints what it answers, and ends. */
public final class WithoutWebSocket {

    private WithoutWebSocket() {}

    /** @param args the only transport, or nothing for the defaults */
    public static void main(String[] args) throws Exception {
        SocketIoOptions options = args.length == 0
                ? SocketIoOptions.defaults()
                : SocketIoOptions.builder()
                        .transports(Set.of(Transport.valueOf(args[0].toUpperCase(java.util.Locale.ROOT))))
                        .build();
        Tomcat tomcat = new Tomcat();
        Path base = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath()), "tomcat");
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", base.toString());
        context.addServletContainerInitializer(
                (found, servletContext) -> SocketIo.register(servletContext, options), Set.of());
        tomcat.start();
        int port = connector.getLocalPort();
        try (RawHttp http = new RawHttp(port)) {
            for (int i = 0; i < 2; i++) {
                RawHttp.Response open = http.get("/socket.io/?EIO=4&transport=polling");
                System.out.println("polling: " + open.status() + " " + open.text());
            }
        }
        try (RawHttp http = new RawHttp(port)) {
            RawHttp.Response refused = http.get(
                    "/socket.io/?EIO=4&transport=websocket",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            System.out.println("websocket: " + refused.status() + " " + refused.text());
        }
        tomcat.stop();
        tomcat.destroy();
    }
}
