package io.socketio.jakarta.docs;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.OnServerEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.cluster.ClusterTransport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Vetoed;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Logger;

/** The snippets of docs/cluster.md. */
final class ClusterSnippets {

    private static final Logger LOG = Logger.getLogger("shop");

    private ClusterSnippets() {}

    interface Prices {
        void reload(String category);
    }

    interface Bus {
        CompletionStage<String> send(String channel, String text);
    }

    static void events(SocketIoServer io, Prices prices) {
        io.onServerEvent("reload prices", (namespace, args, ack) -> {
            prices.reload(args.arg(0, String.class));
            ack.send("done");
        });

        io.serverSideEmit("reload prices", "shoes");

        io.serverSideEmitWithAck("reload prices", "shoes")
                .thenAccept(servers -> LOG.info(servers.size() + " other servers have reloaded"));
    }

    @Vetoed
    @SocketIoNamespace("/shop")
    static class Shop {
        Prices prices;

        @OnServerEvent("reload prices")
        String reload(String category) {
            prices.reload(category);
            return "done";
        }
    }

    @Vetoed
    static class Producer {
        @Produces
        @ApplicationScoped
        Cluster cluster() {
            return new MulticastCluster("224.0.0.71", 7000);
        }
    }

    record MulticastCluster(String group, int port) implements Cluster {
        @Override
        public ClusterTransport connect(ClusterNode node) {
            return new MulticastTransport((channel, text) -> CompletableFuture.completedStage(null), node);
        }
    }

    static final class MulticastTransport implements ClusterTransport {
        private final Bus bus;
        private final ClusterNode node;
        private final String channel;

        MulticastTransport(Bus bus, ClusterNode node) {
            this.bus = bus;
            this.node = node;
            this.channel = node.namespace();
        }

        private static String asText(byte[] bytes) {
            return '"' + Base64.getEncoder().encodeToString(bytes) + '"';
        }

        @Override
        public CompletionStage<Void> open() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<String> publish(ClusterMessage message) {
            return bus.send(channel, node.writeJson(message.toMap(), MulticastTransport::asText));
        }

        void onText(String json) {
            ClusterMessage message = ClusterMessage.of(node.readJson(json, List.of()));
            if (message != null) {
                node.onMessage(message);
            }
        }

        @Override
        public CompletionStage<?> respond(String requester, ClusterMessage response) {
            return publish(response);
        }

        @Override
        public void close() {}
    }
}
