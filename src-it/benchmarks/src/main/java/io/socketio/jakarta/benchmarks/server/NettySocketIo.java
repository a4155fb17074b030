package io.socketio.jakarta.benchmarks.server;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import io.socketio.jakarta.processes.FreePorts;
import org.jspecify.annotations.Nullable;

/** netty-socketio with its defaults. */
final class NettySocketIo implements ServerUnderTest {

    private @Nullable SocketIOServer server;

    @Override
    public int start() {
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        // It knows no "any port".
        configuration.setPort(FreePorts.next());
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

    @Override
    public int sockets() {
        SocketIOServer running = server;
        return running == null ? 0 : running.getAllClients().size();
    }
}
