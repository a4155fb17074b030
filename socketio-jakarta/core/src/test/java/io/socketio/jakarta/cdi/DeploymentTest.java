package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.NamespaceParam;
import io.socketio.jakarta.annotation.NonBlocking;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.OnServerEvent;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.json.PayloadMismatch;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;

/** Wrong beans do not deploy, and the message says which method and why. */
class DeploymentTest {

    @SocketIoNamespace("/wrong")
    public static class Wrong {
        @OnEvent("twice")
        void one() {}

        @OnEvent("twice")
        void two() {}

        @OnEvent("disconnect")
        void reserved() {}

        @OnEvent("session")
        void session(HttpSession session) {}

        @OnEvent("generic")
        <T> void generic(List<T> values) {}

        @OnEvent("auth")
        void auth(@Auth String token) {}

        @OnEvent("hidden")
        private void hidden() {}

        @OnEvent("static")
        static void shared() {}

        @OnEvent("acks")
        String acks(Ack ack) {
            return "";
        }

        @OnEvent("parameter")
        void parameter(@NamespaceParam("id") String id) {}

        @OnEvent("often")
        @RateLimited(0)
        void often() {}

        @OnConnect
        @NonBlocking
        String connect(String text) {
            return text;
        }

        @OnDisconnect
        void disconnect(Event event) {}

        @OnError
        void error() {}

        @OnEvent("both")
        @OnConnect
        void both() {}
    }

    @SocketIoNamespace("/wrong-events")
    public static class WrongServerEvents {
        @OnServerEvent("connection")
        void reserved() {}

        @OnServerEvent("a")
        void socket(Socket socket, Handshake handshake) {}

        @OnServerEvent("b")
        @RolesAllowed("admin")
        void guarded() {}

        @OnServerEvent("twice")
        void one() {}

        @OnServerEvent("twice")
        void two() {}
    }

    @SocketIoNamespace("/other")
    public static class First {
        @OnEvent("same")
        void one() {}
    }

    @SocketIoNamespace("other")
    public static class Second {
        @OnEvent("same")
        void two() {}
    }

    @ApplicationScoped
    public static class Stray {
        @OnEvent("stray")
        public void stray() {}
    }

    @SocketIoNamespace("/dependent")
    @Dependent
    public static class Loose {}

    @SocketIoNamespace("/sealed")
    public static final class Sealed {
        @OnEvent("variable")
        void variable(@NamespaceParam("id") String id) {}
    }

    @SocketIoNamespace("/fixed")
    public static class Fixed {
        @OnEvent("fixed")
        final void fixed(@NamespaceParam("id") String id) {}
    }

    @ApplicationScoped
    public static class Wanting {
        @Inject
        Sealed sealed;

        @Inject
        Fixed fixed;
    }

    @ApplicationScoped
    public static class LongLived {
        @Inject
        Handshake handshake;
    }

    @ApplicationScoped
    public static class Lost {
        @Inject
        @SocketIoNamespace("/nobody/{id}")
        Namespace nobody;

        void connected(@Observes @Connected("/nowhere/{id}") Socket socket) {}
    }

    public interface View {}

    @SocketIoNamespace("/typed")
    @Typed(View.class)
    public static class OfOtherType implements View {}

    @SocketIoNamespace("/constructor")
    public static class WithoutConstructor {
        public WithoutConstructor(int number) {}

        @Inject
        public WithoutConstructor(SocketIoServer server) {}
    }

    /** Compiled against Java EE, whose classes are not there at run time: reflection finds no annotation. */
    @SocketIoNamespace("/guarded")
    @javax.annotation.security.DenyAll
    public static class Guarded extends GuardedBase {
        @OnEvent("secret")
        @javax.annotation.security.RolesAllowed("admin")
        void secret() {}
    }

    public static class GuardedBase {
        @javax.annotation.PostConstruct
        void prepare() {}
    }

    /** On servlet containers, where nobody knows EJBs, it is a bean; elsewhere it is an EJB, and would be no namespace. */
    @SocketIoNamespace("/office")
    @jakarta.ejb.Stateless
    public static class Office {
        @OnEvent("work")
        @jakarta.ejb.TransactionAttribute
        void work() {}
    }

    public interface OurEntityManager extends jakarta.servlet.http.HttpServletRequest {}

    @SocketIoNamespace("/imports")
    public static class WrongImports {
        @OnEvent("net")
        void net(java.net.Socket socket) {}

        @OnEvent("ssl")
        void ssl(javax.net.ssl.SSLSocket socket) {}

        @OnEvent("client")
        void client(io.socket.client.Socket socket, io.socket.client.Ack ack) {}

        @OnEvent("session")
        void session(jakarta.websocket.Session session) {}

        @OnEvent("request")
        void request(jakarta.servlet.http.HttpServletRequest request) {}

        @OnEvent("attributes")
        void attributes(HttpSession session) {}

        @OnEvent("context")
        void context(jakarta.servlet.ServletContext context) {}

        @OnEvent("ours")
        void ours(OurEntityManager entities) {}

        @OnEvent("thread")
        void thread(Thread thread) {}

        @OnEvent("stream")
        void stream(java.io.FileInputStream stream) {}

        @OnEvent("loader")
        void loader(java.net.URLClassLoader loader) {}

        @OnEvent("statement")
        void statement(java.sql.Connection connection) {}

        @OnEvent("list")
        void list(List<java.net.Socket> sockets) {}

        @OnConnect
        void connect(java.net.Socket socket) {}
    }

    /** What looks like the above, and can be sent. */
    @SocketIoNamespace("/payloads")
    public static class Payloads {
        public record Socket(int volts) implements java.io.Serializable {}

        @OnEvent("sent")
        void sent(Socket socket, java.net.URI link, java.sql.Timestamp when, java.util.Locale locale) {}
    }

    private static String refusalOf(Class<?>... classes) {
        LifecycleException failure = assertThrows(
                LifecycleException.class, () -> WeldTomcat.with(classes).close());
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    @Test
    void everyMistakeIsNamedWithItsMethod() {
        String refusal = refusalOf(Wrong.class);
        String wrong = Wrong.class.getName();
        for (String expected : List.of(
                "(): two handlers for event \"twice\"; the other is ",
                ".reserved(): \"disconnect\" is no name of an event that a client can send",
                ".session(HttpSession): unknown parameter type jakarta.servlet.http.HttpSession",
                ".generic(List): 'T' is no concrete type",
                ".auth(String): @Auth is for parameters of @OnConnecting methods",
                ".hidden(): a handler must not be private, static or final",
                ".shared(): a handler must not be private, static or final",
                ".acks(Ack): a handler with an Ack parameter must return void",
                ".parameter(String): @NamespaceParam(\"id\") is no variable of \"/wrong\"",
                ".often(): @RateLimited needs 1 to 10000 calls",
                ".connect(String): @OnConnect must return void",
                ".connect(String): unknown parameter type java.lang.String",
                ".connect(String): @NonBlocking applies to @OnEvent, @OnAnyEvent and @OnError methods",
                ".disconnect(Event): Event is for @OnEvent, @OnAnyEvent and @OnError methods",
                ".error(): an @OnError method needs a parameter for the exception",
                ".both(): a handler has one annotation, but this has @OnConnect and @OnEvent")) {
            assertTrue(refusal.contains(expected), () -> expected + " is not in " + refusal);
        }
        assertTrue(refusal.contains(wrong + "."), refusal);
    }

    @Test
    void mistakesInHandlersOfServerEventsAreNamed() {
        String refusal = refusalOf(WrongServerEvents.class);
        for (String expected : List.of(
                ".reserved(): \"connection\" is no name of an event that a server can send",
                "an event of another server comes to no socket, so there is no Socket",
                "an event of another server comes to no socket, so there is no Handshake",
                ".guarded(): events of other servers have no caller",
                "(): two handlers for event \"twice\" of other servers")) {
            assertTrue(refusal.contains(expected), () -> expected + " is not in " + refusal);
        }
    }

    /** Everybody was let in: today's servers do not know these annotations, and ignore them in silence. */
    @Test
    void annotationsOfJavaEeAreRefused() {
        String refusal = refusalOf(Guarded.class);
        for (String expected : List.of(
                Guarded.class.getName()
                        + ": @javax.annotation.security.RolesAllowed does nothing, so everybody may call what it"
                        + " guards; use jakarta.annotation.security.RolesAllowed",
                Guarded.class.getName() + ": @javax.annotation.security.DenyAll does nothing, so everybody",
                GuardedBase.class.getName()
                        + ": @javax.annotation.PostConstruct does nothing; use jakarta.annotation.PostConstruct")) {
            assertTrue(refusal.contains(expected), () -> expected + " is not in " + refusal);
        }
    }

    @Test
    void ejbsAreNoNamespaceBeans() {
        String refusal = refusalOf(Office.class);
        for (String expected : List.of(
                ": a namespace bean is a CDI bean and no EJB, but has @jakarta.ejb.Stateless; remove it",
                ": @jakarta.ejb.TransactionAttribute does nothing on a namespace bean")) {
            assertTrue(refusal.contains(Office.class.getName() + expected), refusal);
        }
    }

    @Test
    void wrongImportsAreToldWithWhatWasMeant() {
        String refusal = refusalOf(WrongImports.class);
        for (String expected : List.of(
                ".net(Socket): unknown parameter type java.net.Socket, which no client can send;"
                        + " is io.socketio.jakarta.Socket meant?",
                ".ssl(SSLSocket): unknown parameter type javax.net.ssl.SSLSocket, which no client can send",
                "io.socket.client.Socket, which no client can send; is io.socketio.jakarta.Socket meant?",
                "io.socket.client.Ack, which no client can send; is io.socketio.jakarta.Ack meant?",
                "jakarta.websocket.Session, which no client can send; is io.socketio.jakarta.Socket meant?",
                "jakarta.servlet.http.HttpServletRequest, which no client can send; is io.socketio.jakarta.Handshake"
                        + " meant?",
                "HttpSession, which no client can send; io.socketio.jakarta.Socket.httpSession() has its attributes",
                "jakarta.servlet.ServletContext, which no client can send; inject it into a field of the bean",
                "OurEntityManager, which no client can send; inject it into a field of the bean",
                ".thread(Thread): unknown parameter type java.lang.Thread, which no client can send",
                "java.io.FileInputStream, which no client can send",
                "java.net.URLClassLoader, which no client can send",
                "java.sql.Connection, which no client can send",
                ".list(List): unknown parameter type java.net.Socket, which no client can send",
                ".connect(Socket): unknown parameter type java.net.Socket, which no client can send; is"
                        + " io.socketio.jakarta.Socket meant?; arguments of events are for @OnEvent and @OnServerEvent"
                        + " methods")) {
            assertTrue(refusal.contains(expected), () -> expected + " is not in " + refusal);
        }
    }

    @Test
    void whatOnlyLooksLikeAWrongImportIsAPayload() throws Exception {
        try (WeldTomcat tomcat = WeldTomcat.with(Payloads.class)) {
            assertTrue(tomcat.isStarted());
        }
    }

    @Test
    void beansOfOneNamespaceMayNotShareAnEvent() {
        String refusal = refusalOf(First.class, Second.class);
        assertTrue(refusal.contains("two handlers for event \"same\" of /other"), refusal);
    }

    @Test
    void handlersOutsideOfNamespaceBeansAreFound() {
        String refusal = refusalOf(Stray.class);
        assertTrue(refusal.contains(Stray.class.getName() + ": has handlers, but is no bean"), refusal);
    }

    @Test
    void dependentBeansAreRefused() {
        assertTrue(
                refusalOf(Loose.class).contains(Loose.class.getName() + ": a namespace bean must not be @Dependent"));
    }

    /** OpenWebBeans told only that a class is final, and what no proxy can stand for was missed where it is injected. */
    @Test
    void whatIsFinalIsToldWithAllOtherMistakes() {
        String refusal = refusalOf(Sealed.class, Fixed.class, Wanting.class);
        for (String expected : List.of(
                Sealed.class.getName() + ": a namespace bean must not be final",
                Sealed.class.getName() + ".variable(String): @NamespaceParam(\"id\") is no variable",
                Fixed.class.getName() + ".fixed(String): a handler must not be private, static or final",
                Fixed.class.getName() + ".fixed(String): @NamespaceParam(\"id\") is no variable")) {
            assertTrue(refusal.contains(expected), () -> expected + " is not in " + refusal);
        }
    }

    @Test
    void beansThatAreNotOfTheirClassAreRefused() {
        String refusal = refusalOf(OfOtherType.class);
        assertTrue(
                refusal.contains(OfOtherType.class.getName() + ": the bean's types must contain its class"), refusal);
    }

    @Test
    void beansWithoutAProxyAreRefused() {
        String refusal = refusalOf(WithoutConstructor.class);
        assertTrue(refusal.contains(WithoutConstructor.class.getName() + ": there can be no proxy of it"), refusal);
    }

    @Test
    void templatesWithoutABeanAreNoNamespaces() {
        String refusal = refusalOf(Lost.class);
        for (String namespaces : List.of("/nobody/{id}", "/nowhere/{id}")) {
            assertTrue(
                    refusal.contains(Lost.class.getName() + ": no bean has the namespaces \"" + namespaces + "\""),
                    refusal);
        }
    }

    @Test
    void handshakeIsNotInjectedIntoWhatOutlivesIt() {
        assertTrue(refusalOf(LongLived.class).contains(LongLived.class.getName() + ": a Handshake cannot be injected"));
    }

    @Test
    void typesAreNamedWithoutTheirPackages() throws Exception {
        assertEquals(
                "List",
                PayloadMismatch.nameOf(
                        Wrong.class.getDeclaredMethod("generic", List.class).getParameterTypes()[0]));
    }
}
