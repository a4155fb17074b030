package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.IO;
import io.socket.client.Socket;
import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.EmitOn;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.ServerDefinition;
import io.socketio.jakarta.annotation.ServerName;
import io.socketio.jakarta.annotation.SocketIoEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.web.SocketIo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Beans of two servers of one application, in namespaces of the same name. */
class SeveralServersOfBeansTest {

    private static final String PATH = "/admin/socket.io";

    /** What observers were told. */
    static final BlockingQueue<String> OBSERVED = new LinkedBlockingQueue<>();

    @SocketIoNamespace("/chat")
    static class Chat {
        @Inject
        SocketIoServer server;

        @OnEvent("who")
        String who() {
            return "chat of " + server.options().path();
        }
    }

    @ServerDefinition(name = "admin", path = PATH)
    @SocketIoNamespace(value = "/chat", server = "admin")
    static class AdminChat {
        @Inject
        @ServerName("admin")
        SocketIoServer server;

        @Inject
        SocketIoServer other;

        @Inject
        Event<Notice> notices;

        @OnEvent("who")
        String who() {
            return "chat of " + server.options().path() + ", beside "
                    + other.options().path();
        }

        @OnEvent("publish")
        void publish(String text) {
            notices.fire(new Notice(text));
        }
    }

    /** A namespace class whose server is not there. */
    @SocketIoNamespace(value = "/lost", server = "nowhere")
    static class Lost {
        @OnEvent("who")
        String who() {
            return "nobody";
        }
    }

    /** Goes to the clients of one of the servers. */
    @EmitOn(event = "notice", namespace = "/chat", server = "admin")
    public record Notice(String text) {}

    /** Has everything injected. */
    @ApplicationScoped
    static class Injected {
        @Inject
        SocketIoServer server;

        @Inject
        @ServerName("admin")
        SocketIoServer admin;

        @Inject
        @SocketIoNamespace("/chat")
        Namespace chat;

        @Inject
        @SocketIoNamespace(value = "/chat", server = "admin")
        Namespace adminChat;

        List<String> paths() {
            return List.of(
                    server.options().path(),
                    admin.options().path(),
                    chat.server().options().path(),
                    adminChat.server().options().path());
        }
    }

    /** Has a server of Engine.IO alone injected. */
    @ApplicationScoped
    static class Engines {
        @Inject
        @ServerName("raw")
        EngineIo raw;

        String path() {
            return raw.options().path();
        }
    }

    /** Observes the sockets and events of each server. */
    @ApplicationScoped
    static class Watcher {
        void joined(@Observes @Connected("/chat") io.socketio.jakarta.Socket socket) {
            OBSERVED.add("joined " + socket.namespace().server().options().name());
        }

        void joinedAdmin(@Observes @Connected(value = "/chat", server = "admin") io.socketio.jakarta.Socket socket) {
            OBSERVED.add("joined admin " + socket.namespace().server().options().name());
        }

        void asked(
                @Observes @SocketIoEvent(namespace = "/chat", name = "who", server = "admin")
                        io.socketio.jakarta.Event event) {
            OBSERVED.add(
                    "asked " + event.socket().namespace().server().options().name());
        }
    }

    private static Socket client(WeldTomcat tomcat, String path) throws Exception {
        IO.Options options = IO.Options.builder()
                .setForceNew(true)
                .setReconnection(false)
                .setPath(path + "/")
                .build();
        return WeldTomcat.connected(IO.socket(tomcat.uri("/chat"), options));
    }

    @Test
    void beansObserversAndInjectionPointsBelongToTheirServer() throws Exception {
        OBSERVED.clear();
        try (WeldTomcat tomcat = WeldTomcat.with(
                context -> context.addParameter("socketio.server.admin.path", PATH),
                Chat.class,
                AdminChat.class,
                Notice.class,
                Injected.class,
                Watcher.class)) {
            Socket one = client(tomcat, "/socket.io");
            assertEquals("joined ", WeldTomcat.next(OBSERVED));
            Socket other = client(tomcat, PATH);
            assertEquals("joined admin admin", WeldTomcat.next(OBSERVED));
            BlockingQueue<String> oneHears = WeldTomcat.events(one, "notice");
            BlockingQueue<String> otherHears = WeldTomcat.events(other, "notice");

            assertEquals("chat of /socket.io", WeldTomcat.ask(one, "who"));
            assertEquals("chat of " + PATH + ", beside /socket.io", WeldTomcat.ask(other, "who"));
            assertEquals("asked admin", WeldTomcat.next(OBSERVED));
            other.emit("publish", "news");
            assertTrue(String.valueOf(WeldTomcat.next(otherHears)).contains("news"));
            assertEquals("chat of /socket.io", WeldTomcat.ask(one, "who"));
            assertEquals(List.of(), List.copyOf(oneHears));
            assertEquals(List.of(), List.copyOf(OBSERVED));

            assertEquals(
                    List.of("/socket.io", PATH, "/socket.io", PATH),
                    tomcat.bean(Injected.class).paths());
            SocketIoServer admin = SocketIo.server(tomcat.context(), "admin");
            assertNotSame(tomcat.server(), admin);
            assertSame(admin, admin.of("/chat").server());
            one.close();
            other.close();
        }
    }

    @Test
    void serverOfEngineIoAloneIsInjected() throws Exception {
        try (WeldTomcat tomcat = WeldTomcat.with(
                context -> {
                    context.addParameter("socketio.server.raw.raw", "true");
                    context.addParameter("socketio.server.raw.path", "/engine.io");
                },
                Engines.class)) {
            assertEquals("/engine.io", tomcat.bean(Engines.class).path());
        }
    }

    @Test
    void beansWhoseServerIsNotThereAreNamed() throws Exception {
        try (CapturedLog log = CapturedLog.ofOperators();
                WeldTomcat tomcat = WeldTomcat.with(Lost.class)) {
            assertTrue(tomcat.isStarted());
            List<String> told = log.with("SIO-0160");
            assertEquals(1, told.size(), told::toString);
            assertTrue(told.get(0).contains("no Socket.IO server \"nowhere\""), told.get(0));
            assertTrue(told.get(0).contains(Lost.class.getName()), told.get(0));
            assertEquals(List.of(), log.with("SIO-0321"));
        }
    }
}
