package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Specializes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Handlers that a bean has from a superclass or an interface, with or without a declaration of its own. */
class InheritedHandlersTest {

    public static class Message {
        public String text;
    }

    public abstract static class Crud<T> {
        @OnEvent("save")
        public abstract String save(T item);
    }

    public static class Base {
        @OnConnecting
        public void admit() {}

        @OnEvent("x")
        public String x() {
            return "base";
        }

        @OnEvent("y")
        public String y() {
            return "base";
        }
    }

    public interface Greeting {
        @OnEvent("hello")
        default String hello() {
            return "by default";
        }
    }

    @SocketIoNamespace("/generic")
    public static class Generic extends Crud<Message> implements Greeting {
        @Override
        @OnEvent("save")
        public String save(Message item) {
            return item.text;
        }
    }

    @SocketIoNamespace("/overriding")
    public static class Overriding extends Base {
        @Override
        @OnEvent("x")
        public String x() {
            return "overriding";
        }

        /** Without annotations, as with observers, it is no handler. */
        @Override
        public void admit() {
            throw new IllegalStateException("not to be called");
        }

        @Override
        public String y() {
            return "overriding";
        }
    }

    @SocketIoNamespace("/plain")
    public static class Plain {
        @OnConnecting
        public void admit() {}

        @OnEvent("x")
        public String x() {
            return "plain";
        }
    }

    @Specializes
    @SocketIoNamespace("/plain")
    public static class Special extends Plain {
        @Override
        @OnEvent("x")
        public String x() {
            return "special";
        }
    }

    /** Not chosen, so it is nothing. */
    @Alternative
    @SocketIoNamespace("/plain")
    public static class Mock {
        @OnEvent("x")
        public void x() {}
    }

    @RolesAllowed("admin")
    public abstract static class AdminBase {
        @OnEvent("reset")
        public String reset() {
            return "reset";
        }

        @PermitAll
        @OnEvent("status")
        public String status() {
            return "fine";
        }
    }

    @SocketIoNamespace("/admin")
    public static class Admin extends AdminBase {
        @OnEvent("time")
        public String time() {
            return "noon";
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(
                Generic.class,
                Overriding.class,
                Plain.class,
                Special.class,
                Mock.class,
                Admin.class,
                Base.class,
                Crud.class,
                AdminBase.class);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    private static String ask(String namespace, String event, Object... args) throws Exception {
        return WeldTomcat.ask(tomcat.connected(namespace), event, args);
    }

    @Test
    void genericHandlerIsTheOneThatTheBeanDeclares() throws Exception {
        assertEquals("hi", ask("/generic", "save", new org.json.JSONObject("{\"text\":\"hi\"}")));
        assertEquals("by default", ask("/generic", "hello"));
    }

    @Test
    void lastDeclarationCounts() throws Exception {
        io.socket.client.Socket client = tomcat.connected("/overriding");
        assertEquals("overriding", WeldTomcat.ask(client, "x"));
        tomcat.server().of("/overriding").sockets().values().forEach(socket -> socket.on("y", event -> event.ack("-")));
        assertEquals("-", WeldTomcat.ask(client, "y"));
    }

    @Test
    void specializedBeanIsReplaced() throws Exception {
        assertEquals("special", ask("/plain", "x"));
    }

    @Test
    void rolesOfTheDeclaringClassGuardItsHandlers() throws Exception {
        assertEquals("{\"error\":\"forbidden\"}", ask("/admin", "reset"));
        assertEquals("fine", ask("/admin", "status"));
        assertEquals("noon", ask("/admin", "time"));
    }
}
