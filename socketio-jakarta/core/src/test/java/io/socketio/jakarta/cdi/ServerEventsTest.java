package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.NamespaceParam;
import io.socketio.jakarta.annotation.OnServerEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.internal.cluster.ClusterAdapterFactory;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.internal.core.CoreFixture;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Beans handle events that another server of their cluster sends. The cluster is a bean, too. */
class ServerEventsTest {

    static final InProcessBus BUS = new InProcessBus();
    static final CompletableFuture<String> LATE = new CompletableFuture<>();

    private static WeldTomcat tomcat;
    private static CoreFixture other;

    @ApplicationScoped
    public static class OwnCluster {
        @Produces
        @ApplicationScoped
        Cluster cluster() {
            return BUS.server();
        }
    }

    @RequestScoped
    public static class Visit {
        private int calls;

        int call() {
            return ++calls;
        }
    }

    @SocketIoNamespace("/shop")
    public static class Shop {
        @Inject
        Visit visit;

        @OnServerEvent("add")
        int add(int one, Integer second) {
            return one + second;
        }

        @OnServerEvent("visit")
        int visit() {
            return visit.call();
        }

        @OnServerEvent("later")
        CompletionStage<String> later() {
            return LATE;
        }

        @OnServerEvent("own")
        void own(Ack ack) {
            ack.send(ack.isWanted());
        }

        @OnServerEvent("throws")
        String fails() {
            throw new IllegalStateException("as the test wants it");
        }

        @OnServerEvent("void")
        void nothing() {}
    }

    @SocketIoNamespace("/tenant/{id}")
    public static class Tenants {
        @OnServerEvent("who")
        String who(@NamespaceParam("id") int id, Namespace namespace) {
            return id + " in " + namespace.name();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        tomcat = WeldTomcat.with(OwnCluster.class, Visit.class, Shop.class, Tenants.class);
        other = new CoreFixture(ServerParts.of(new JsonbPayloadCodec()).with(new ClusterAdapterFactory(BUS.server())));
    }

    @AfterAll
    static void stop() throws Exception {
        tomcat.close();
        other.server.close();
    }

    private static CompletableFuture<List<Arguments>> asked(String event, Object... args) {
        return other.server.of("/shop").serverSideEmitWithAck(event, args).toCompletableFuture();
    }

    private static Object only(CompletableFuture<List<Arguments>> responses) throws Exception {
        List<Arguments> all = responses.get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
        assertEquals(1, all.size());
        return all.get(0).arg(0);
    }

    @Test
    void returnValueIsTheAcknowledgement() throws Exception {
        assertEquals(5, only(asked("add", 2, 3)));
        assertEquals(null, only(asked("void")));
    }

    @Test
    void stageAcknowledgesWhenItCompletes() throws Exception {
        CompletableFuture<List<Arguments>> later = asked("later");
        LATE.complete("late");
        assertEquals("late", only(later));
    }

    @Test
    void handlerMayAcknowledgeItself() throws Exception {
        assertEquals(true, only(asked("own")));
    }

    @Test
    void eachEventHasARequestScopeOfItsOwn() throws Exception {
        assertEquals(1, only(asked("visit")));
        assertEquals(1, only(asked("visit")));
    }

    @Test
    void senderIsToldWhatAHandlerRefuses() throws Exception {
        Map<?, ?> refusal = (Map<?, ?>) only(asked("add", 2, "three"));
        assertEquals("argument 1 (second) must be Integer, but a string came", refusal.get("error"));
    }

    @Test
    void exceptionOfAHandlerIsAnInternalErrorForTheSender() throws Exception {
        assertEquals(Map.of("error", "internal error"), only(asked("throws")));
    }

    @Test
    void handlersOfATemplateAreToldTheNamespace() throws Exception {
        assertNotNull(WeldTomcat.connected(tomcat.client("/tenant/7", Map.of())));
        assertEquals(
                "7 in /tenant/7",
                only(other.server.of("/tenant/7").serverSideEmitWithAck("who").toCompletableFuture()));
    }
}
