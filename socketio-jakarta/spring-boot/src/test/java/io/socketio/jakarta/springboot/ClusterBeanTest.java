package io.socketio.jakarta.springboot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.web.SocketIoRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.support.GenericApplicationContext;

/** A bean of the type Cluster joins the server with others. */
class ClusterBeanTest {

    private static final class Transport implements ClusterTransport {
        @Override
        public CompletionStage<Void> open() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<String> publish(ClusterMessage message) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> respond(String requester, ClusterMessage response) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void close() {}
    }

    @Test
    void namespacesOfTheServerJoinTheCluster() {
        List<String> joined = new ArrayList<>();
        Cluster cluster = node -> {
            joined.add(node.namespace());
            return new Transport();
        };
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.registerBean(Cluster.class, () -> cluster);
            context.refresh();
            SocketIoProperties properties = new Binder(new MapConfigurationPropertySource(Map.of()))
                    .bindOrCreate(SocketIoProperties.PREFIX, SocketIoProperties.class);
            try (SocketIoRegistration registration = new SocketIoAutoConfiguration()
                    .socketIoRegistration(
                            properties, context.getBeanProvider(SocketIoOptionsCustomizer.class), context)) {
                registration.server().of("/chat");
            }
        }
        assertEquals(List.of("/", "/chat"), joined);
    }
}
