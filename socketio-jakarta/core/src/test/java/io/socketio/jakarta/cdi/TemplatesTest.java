package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.NamespaceParam;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beans for namespaces that are made when a client asks for them. */
class TemplatesTest {

    static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();

    @SocketIoNamespace("/tenant/{tenant_id}/{kind}")
    public static class Tenants {
        @Inject
        @SocketIoNamespace("/tenant/{tenant_id}/{kind}")
        Namespace everyTenant;

        @OnConnecting
        void admit(@NamespaceParam("tenant_id") int id) {}

        @OnEvent("who")
        String who(@NamespaceParam("tenant_id") int id, @NamespaceParam("kind") String kind, String suffix) {
            return id + " " + kind + suffix;
        }

        @OnEvent("tell")
        void tell(String text) {
            everyTenant.emit("told", text);
        }

        void online(@Observes @Connected("/tenant/{tenant_id}/{kind}") io.socketio.jakarta.Socket socket) {
            LOG.add("online " + socket.namespace().name());
        }
    }

    @SocketIoNamespace(value = "^/room-(?<number>\\d+)$", pattern = true)
    public static class Rooms {
        @Inject
        @SocketIoNamespace("^/room-(?<number>\\d+)$")
        Namespace everyRoom;

        @OnEvent("number")
        long number(@NamespaceParam("number") long number) {
            return number;
        }

        @OnEvent("tell")
        void tell(String text) {
            everyRoom.emit("told", text);
        }

        void online(@Observes @Connected("^/room-(?<number>\\d+)$") io.socketio.jakarta.Socket socket) {
            LOG.add("in " + socket.namespace().name());
        }

        void online13(@Observes @Connected("room-13") io.socketio.jakarta.Socket socket) {
            LOG.add("beware");
        }
    }

    @Priority(1)
    @SocketIoNamespace("/floor/{name}")
    public static class Floors {
        @OnEvent("which")
        String which() {
            return "floors";
        }
    }

    @SocketIoNamespace("/floor/{number}")
    public static class AllFloors {
        @OnEvent("which")
        String which() {
            return "all floors";
        }
    }

    @SocketIoNamespace("/floor/cellar")
    public static class Cellar {
        @OnEvent("which")
        String which() {
            return "cellar";
        }
    }

    @SocketIoNamespace("/door/{open}")
    public static class Doors {
        @OnConnecting
        void admit(@NamespaceParam("open") boolean open) {}

        @OnEvent("open")
        boolean open(@NamespaceParam("open") boolean open) {
            return open;
        }
    }

    /** Only a handler of events asks for the variable. */
    @SocketIoNamespace("/page/{number}")
    public static class Pages {
        @OnEvent("number")
        int number(@NamespaceParam("number") int number) {
            return number;
        }
    }

    /** Only the handler of the end asks for the variable. */
    @SocketIoNamespace("/letter/{id}")
    public static class Letters {
        @OnConnecting
        void admit() {
            LOG.add("asked");
        }

        @OnDisconnect
        void left(@NamespaceParam("id") UUID id) {
            LOG.add("left " + id);
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(
                Tenants.class,
                Rooms.class,
                AllFloors.class,
                Floors.class,
                Cellar.class,
                Doors.class,
                Pages.class,
                Letters.class);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @AfterEach
    void closeClients() throws Exception {
        tomcat.endClients();
    }

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    @Test
    void variablesOfTheTemplateAreParameters() throws Exception {
        Socket client = tomcat.connected("/tenant/7/test");
        assertEquals("7 test!", WeldTomcat.ask(client, "who", "!"));
        assertEquals("online /tenant/7/test", WeldTomcat.next(LOG));
        assertEquals("{\"message\":\"Invalid namespace\"}", WeldTomcat.refused(tomcat.client("/tenant/7", Map.of())));
        assertEquals("{\"message\":\"Invalid namespace\"}", WeldTomcat.refused(tomcat.client("/tenant/x/y", Map.of())));
    }

    /** Anything but "true" was once taken for false. */
    @Test
    void booleanIsTrueOrFalseAndNothingElse() throws Exception {
        assertEquals("true", WeldTomcat.ask(tomcat.connected("/door/true"), "open"));
        assertEquals("false", WeldTomcat.ask(tomcat.connected("/door/false"), "open"));
        assertEquals("{\"message\":\"Invalid namespace\"}", WeldTomcat.refused(tomcat.client("/door/ajar", Map.of())));
    }

    @Test
    void injectedTemplateIsAllItsNamespaces() throws Exception {
        Socket one = tomcat.connected("/tenant/1/a");
        Socket two = tomcat.connected("/tenant/2/b");
        BlockingQueue<String> told = WeldTomcat.events(two, "told");
        WeldTomcat.ask(one, "tell", "hello");
        assertEquals("hello", WeldTomcat.next(told));
    }

    @Test
    void namedGroupsOfPatternsAreParameters() throws Exception {
        assertEquals("12", WeldTomcat.ask(tomcat.connected("/room-12"), "number"));
        assertTrue(WeldTomcat.refused(tomcat.client("/room-x", Map.of())).contains("Invalid namespace"));
        assertEquals("in /room-12", WeldTomcat.next(LOG));
    }

    @Test
    void injectedPatternIsAllItsNamespaces() throws Exception {
        Socket one = tomcat.connected("/room-1");
        Socket two = tomcat.connected("/room-2");
        BlockingQueue<String> told = WeldTomcat.events(two, "told");
        WeldTomcat.ask(one, "tell", "hello");
        assertEquals("hello", WeldTomcat.next(told));
    }

    @Test
    void observedNamespaceOfAPatternHasItsBeansAndObserversToo() throws Exception {
        assertEquals("13", WeldTomcat.ask(tomcat.connected("/room-13"), "number"));
        assertEquals(Set.of("in /room-13", "beware"), Set.of(WeldTomcat.next(LOG), WeldTomcat.next(LOG)));
        assertNotNull(tomcat.server().of("/room-13").parent());
    }

    @Test
    void plainNameComesBeforeTemplatesAndTheseByPriority() throws Exception {
        assertEquals("floors", WeldTomcat.ask(tomcat.connected("/floor/1"), "which"));
        assertEquals("cellar", WeldTomcat.ask(tomcat.connected("/floor/cellar"), "which"));
    }

    @Test
    void nameThatDoesNotFitIsRefusedWhicheverHandlerHasTheParameter() throws Exception {
        assertEquals("{\"message\":\"Invalid namespace\"}", WeldTomcat.refused(tomcat.client("/page/x", Map.of())));
        assertEquals(
                "{\"message\":\"Invalid namespace\"}",
                WeldTomcat.refused(tomcat.client("/page/99999999999", Map.of())));
        assertEquals("7", WeldTomcat.ask(tomcat.connected("/page/7"), "number"));
        assertEquals("{\"message\":\"Invalid namespace\"}", WeldTomcat.refused(tomcat.client("/letter/x", Map.of())));
        UUID id = UUID.randomUUID();
        tomcat.connected("/letter/" + id).disconnect();
        assertEquals("asked", WeldTomcat.next(LOG));
        assertEquals("left " + id, WeldTomcat.next(LOG));
    }
}
