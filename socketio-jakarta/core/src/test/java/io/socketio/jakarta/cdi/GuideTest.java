package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** The snippets of docs/guide-beans.md. */
class GuideTest {

    public record Ticket(String user) {}

    public record Receipt(int length) {}

    @SocketScoped
    public static class Member {
        private String name = "";

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    @SocketIoNamespace("/chat")
    public static class Chat {

        @Inject
        Member member;

        @OnConnecting
        void admit(@Auth Ticket ticket) {
            if (ticket.user() == null) {
                throw new ConnectRefused("who are you?");
            }
            member.setName(ticket.user());
        }

        @OnConnect
        void joined(Socket socket) {
            socket.broadcast().emit("user joined", member.getName());
        }

        @OnEvent("new message")
        @RateLimited(20)
        Receipt message(Socket socket, @NotBlank String text) {
            socket.broadcast().emit("new message", member.getName(), text);
            return new Receipt(text.length());
        }

        @OnDisconnect
        void left(Namespace chat, DisconnectReason why) {
            chat.emit("user left", member.getName());
        }
    }

    @SocketIoNamespace("/poll")
    public static class Poll {

        // One bean for all sockets: their threads share this field.
        private final LongAdder votes = new LongAdder();

        // A proxy: in each call it stands for the voter of the current socket.
        @Inject
        Voter voter;

        @OnEvent("vote")
        long vote() {
            if (!voter.vote()) {
                throw new EventRefused("only one vote");
            }
            votes.increment();
            return votes.sum();
        }
    }

    @SocketScoped
    public static class Voter {

        // One bean for one socket, whose handlers run one after the other.
        private boolean hasVoted;

        public boolean vote() {
            boolean isFirst = !hasVoted;
            hasVoted = true;
            return isFirst;
        }
    }

    @SocketIoNamespace("/wizard")
    @SocketScoped
    public static class Wizard {

        private int step;

        @OnEvent("next")
        int next() {
            return ++step;
        }
    }

    @Test
    void chatWorks() throws Exception {
        try (WeldTomcat tomcat = WeldTomcat.with(Chat.class, Member.class, Ticket.class, Receipt.class)) {
            assertEquals("{\"message\":\"who are you?\"}", WeldTomcat.refused(tomcat.client("/chat", Map.of())));
            io.socket.client.Socket ann = WeldTomcat.connected(tomcat.client("/chat", Map.of("user", "ann")));
            BlockingQueue<String> joined = WeldTomcat.events(ann, "user joined");
            BlockingQueue<String> messages = WeldTomcat.events(ann, "new message");
            BlockingQueue<String> left = WeldTomcat.events(ann, "user left");
            io.socket.client.Socket bob = WeldTomcat.connected(tomcat.client("/chat", Map.of("user", "bob")));
            assertEquals("bob", WeldTomcat.next(joined));
            assertEquals("{\"length\":5}", WeldTomcat.ask(bob, "new message", "hello"));
            assertEquals("bob", WeldTomcat.next(messages));
            assertTrue(String.valueOf(WeldTomcat.ask(bob, "new message", " ")).contains("\"path\":\"text\""));
            bob.disconnect();
            assertEquals("bob", WeldTomcat.next(left));
        }
    }

    @Test
    void fieldsBelongToTheScopeOfTheBean() throws Exception {
        try (WeldTomcat tomcat = WeldTomcat.with(Poll.class, Voter.class, Wizard.class)) {
            io.socket.client.Socket ann = WeldTomcat.connected(tomcat.client("/poll", Map.of()));
            io.socket.client.Socket bob = WeldTomcat.connected(tomcat.client("/poll", Map.of()));
            assertEquals("1", WeldTomcat.ask(ann, "vote"));
            assertEquals("2", WeldTomcat.ask(bob, "vote"));
            assertEquals("{\"error\":\"only one vote\"}", WeldTomcat.ask(ann, "vote"));
            io.socket.client.Socket first = WeldTomcat.connected(tomcat.client("/wizard", Map.of()));
            io.socket.client.Socket second = WeldTomcat.connected(tomcat.client("/wizard", Map.of()));
            assertEquals("1", WeldTomcat.ask(first, "next"));
            assertEquals("2", WeldTomcat.ask(first, "next"));
            assertEquals("1", WeldTomcat.ask(second, "next"));
        }
    }
}
