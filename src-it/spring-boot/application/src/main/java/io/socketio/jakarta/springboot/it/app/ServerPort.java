package io.socketio.jakarta.springboot.it.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The port of the running web server. */
@Component
class ServerPort {

    private final Environment environment;

    ServerPort(Environment environment) {
        this.environment = environment;
    }

    int number() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    /** Whether a connection can be made. */
    boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), number())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
