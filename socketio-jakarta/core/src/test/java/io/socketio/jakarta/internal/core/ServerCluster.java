package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.internal.cluster.ClusterAdapterFactory;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Servers on one in-process bus, whose time passes together. */
final class ServerCluster {

    private static final int STEP_MILLIS = 100;

    final InProcessBus bus;
    private final List<Node> nodes = new ArrayList<>();

    /** One server and its place on the bus. */
    record Node(CoreFixture fixture, InProcessBus.Server link, List<FakeClient> clients) {

        CoreServer io() {
            return fixture.server;
        }

        /** A client in a namespace, whose CONNECT has been received. */
        FakeClient client(String namespace) {
            FakeClient client = fixture.connected(namespace);
            client.received();
            clients.add(client);
            return client;
        }

        FakeClient client() {
            return client("/");
        }
    }

    ServerCluster() {
        this(new InProcessBus());
    }

    ServerCluster(InProcessBus bus) {
        this.bus = bus;
    }

    /** Starts a server. */
    Node start() {
        return start(SocketIoOptions.defaults());
    }

    Node start(SocketIoOptions options) {
        return start(options, Runnable::run);
    }

    /** @param executor runs user code, and what other servers ask for */
    Node start(SocketIoOptions options, Executor executor) {
        InProcessBus.Server link = bus.server();
        ServerParts parts = ServerParts.of(new JsonbPayloadCodec()).with(new ClusterAdapterFactory(link));
        Node node = new Node(new CoreFixture(options, executor, parts), link, new ArrayList<>());
        nodes.add(node);
        return node;
    }

    /** Lets time pass on all servers. The clients answer pings. */
    void pass(long millis) {
        for (long passed = 0; passed < millis; passed += STEP_MILLIS) {
            for (Node node : nodes) {
                node.fixture.scheduler.advanceMillis(STEP_MILLIS);
            }
            if (passed % 10_000 == 0) {
                nodes.forEach(node -> node.clients.forEach(client -> client.sends("3")));
            }
        }
    }
}
