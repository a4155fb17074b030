package io.socketio.jakarta.benchmarks.server;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** netty-socketio with its defaults. */
final class NettySocketIo implements ServerUnderTest {

    private @Nullable SocketIOServer server;

    @Override
    public int start() throws IOException {
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(freePort());
        configuration.getSocketConfig().setAcceptBackLog(1000);
        SocketIOServer started = new SocketIOServer(configuration);
        started.addEventListener("echo", Object.class, (client, value, ack) -> client.sendEvent("echo", value));
        started.addEventListener("ack", Object.class, (client, value, ack) -> ack.sendAckData(value));
        started.addEventListener("go", Object.class, (client, value, ack) -> started.getBroadcastOperations()
                .sendEvent("b", value));
        started.start();
        server = started;
        return configuration.getPort();
    }

    /** Its configuration knows no "any port", so we look for one first. */
    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public int sockets() {
        SocketIOServer running = server;
        return running == null ? 0 : running.getAllClients().size();
    }
}
