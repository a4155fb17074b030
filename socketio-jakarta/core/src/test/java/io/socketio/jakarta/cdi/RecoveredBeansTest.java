package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.OnRecovered;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beans of sockets whose clients lose the connection and come back. */
class RecoveredBeansTest {

    private static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();

    @SocketIoNamespace("/game")
    public static class Game {

        @Inject
        Score score;

        @OnConnect
        void begins(Socket socket) {
            socket.join("players");
            socket.emit("score", 0);
        }

        @OnRecovered
        void goesOn(Socket socket) {
            // The rooms, the data and the score are there, and the client has what it had missed.
            socket.emit("score", score.points());
        }

        @OnEvent("point")
        int point() {
            return score.add();
        }
    }

    @SocketScoped
    public static class Score implements Serializable {

        private static final long serialVersionUID = 1L;

        private int points;

        public int add() {
            return ++points;
        }

        public int points() {
            return points;
        }

        @PreDestroy
        void end() {
            LOG.add("score " + points + " ends");
        }
    }

    @SocketScoped
    public static class Scratch {

        private int uses;

        public int use() {
            return ++uses;
        }

        @PreDestroy
        void end() {
            LOG.add("scratch ends");
        }
    }

    @SocketIoNamespace("/plain")
    public static class Plain {

        @Inject
        Scratch scratch;

        @Inject
        Score score;

        @OnConnecting
        void admit(Handshake handshake) {
            LOG.add("connecting");
        }

        @OnConnect
        void joined(Socket socket) {
            LOG.add("connect, recovered " + socket.isRecovered());
            socket.emit("hello");
        }

        @OnEvent("use")
        String use() {
            return scratch.use() + " " + score.add();
        }

        @OnDisconnect
        void left() {
            LOG.add("disconnect");
        }
    }

    private WeldTomcat tomcat;

    @BeforeEach
    void start() throws Exception {
        LOG.clear();
        tomcat = WeldTomcat.with(
                context -> {
                    context.addParameter("socketio.recovery", "true");
                    context.addParameter("socketio.recovery-max-disconnection-duration", "4000");
                },
                RecoveredBeansTest.class);
    }

    @AfterEach
    void stop() throws Exception {
        if (tomcat.isStarted()) {
            tomcat.close();
        }
    }

    /** One connection of a client; the names are those of the protocol. */
    private final class Peer implements AutoCloseable {

        private final RawPeer raw = new RawPeer(tomcat.uri("/socket.io/?EIO=4&transport=websocket"));
        private final String namespace;
        private String offset = "";
        private String connected = "";

        Peer(String namespace, String auth) throws Exception {
            this.namespace = namespace;
            raw.send("40" + namespace + "," + auth);
        }

        Peer connected() throws Exception {
            connected = raw.awaitPrefix("40" + namespace);
            return this;
        }

        String event() throws Exception {
            String event = raw.awaitPrefix("42" + namespace);
            offset = event.substring(event.lastIndexOf(",\"") + 2, event.length() - 2);
            return event.substring(event.indexOf('['), event.lastIndexOf(",\"")) + "]";
        }

        String ask(String event) throws Exception {
            raw.send("42" + namespace + ",7[\"" + event + "\"]");
            String answer = raw.awaitPrefix("43" + namespace + ",7");
            return answer.substring(answer.indexOf('['));
        }

        /** Another connection that asks for the session of this one. */
        Peer again() throws Exception {
            String pid = connected.substring(connected.indexOf("\"pid\":\"") + 7, connected.length() - 2);
            return new Peer(namespace, "{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
        }

        @Override
        public void close() {
            raw.close();
        }
    }

    private static String next() throws InterruptedException {
        return String.valueOf(LOG.poll(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS));
    }

    @Test
    void onRecoveredRunsInsteadOfOnConnectAndTheScoreIsThere() throws Exception {
        try (Peer first = new Peer("/game", "").connected()) {
            assertEquals("[\"score\",0]", first.event());
            assertEquals("[1]", first.ask("point"));
            assertEquals("[2]", first.ask("point"));
            first.close();
            awaitNobody("/game");
            tomcat.server().of("/game").to("players").emit("missed");
            try (Peer second = first.again()) {
                assertEquals("[\"missed\"]", second.event());
                second.connected();
                assertEquals("[\"score\",2]", second.event());
                assertEquals("[3]", second.ask("point"));
            }
        }
        assertEquals("score 3 ends", next());
    }

    @Test
    void onConnectRunsWithoutOnRecoveredAndOnConnectingDoesNot() throws Exception {
        try (Peer first = new Peer("/plain", "").connected()) {
            first.event();
            assertEquals("[\"1 1\"]", first.ask("use"));
            first.close();
            assertEquals("connecting", next());
            assertEquals("connect, recovered false", next());
            assertEquals("disconnect", next());
            assertEquals("scratch ends", next());
            try (Peer second = first.again()) {
                second.connected();
                assertEquals("connect, recovered true", next());
                assertEquals("[\"1 2\"]", second.ask("use"));
            }
        }
    }

    @Test
    void beansOfClientsThatDoNotComeBackEnd() throws Exception {
        try (Peer peer = new Peer("/game", "").connected()) {
            peer.event();
            assertEquals("[1]", peer.ask("point"));
        }
        assertEquals("score 1 ends", next());
    }

    @Test
    void theEndOfTheApplicationLeavesNoBeanBehind() throws Exception {
        try (Peer gone = new Peer("/game", "").connected();
                Peer there = new Peer("/game", "").connected()) {
            assertEquals("[1]", gone.ask("point"));
            assertEquals("[1]", there.ask("point"));
            gone.close();
            tomcat.close();
        }
        assertEquals("score 1 ends", next());
        assertEquals("score 1 ends", next());
        assertTrue(LOG.isEmpty());
    }

    private void awaitNobody(String namespace) {
        while (!tomcat.server().of(namespace).sockets().isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
