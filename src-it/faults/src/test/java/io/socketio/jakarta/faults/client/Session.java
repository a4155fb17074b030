package io.socketio.jakarta.faults.client;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A client with one Engine.IO session, which answers pings while it is being read. One thread may read while another one sends and upgrades; if
 * nobody reads, the pings stay unanswered.
 */
public final class Session implements Closeable {

    private static final String PATH = "/socket.io/?EIO=4&transport=";
    private static final String SEPARATOR = "\u001e";
    private static final String PING = "2";
    private static final String PONG = "3";
    private static final String NOOP = "6";
    private static final int UPGRADE_TIMEOUT_S = 20;

    private final int port;
    private final String sid;
    private final ReentrantLock sending = new ReentrantLock();
    private final Queue<String> received = new ArrayDeque<>();
    private final CountDownLatch paused = new CountDownLatch(1);
    private final CountDownLatch upgraded = new CountDownLatch(1);

    /** Null over WebSocket. */
    private final @Nullable HttpConnection polls;

    /** Null over WebSocket. */
    private final @Nullable HttpConnection posts;

    /** Null over long-polling. */
    private volatile @Nullable WebSocketConnection webSocket;

    private volatile boolean pausing;

    private Session(int port, HttpConnection polls) throws IOException {
        this.port = port;
        this.polls = polls;
        HttpConnection.Response open = polls.request(PATH + "polling", null);
        if (open.status() == 503) {
            polls.close();
            throw new ServerBusy();
        }
        sid = sid(open.body());
        posts = new HttpConnection(port);
    }

    private Session(int port, WebSocketConnection webSocket) throws IOException {
        this.port = port;
        this.webSocket = webSocket;
        polls = null;
        posts = null;
        sid = sid(webSocket.read());
    }

    /** Opens a session over long-polling. */
    public static Session polling(int port) throws IOException {
        return new Session(port, new HttpConnection(port));
    }

    /** Opens a session over WebSocket. */
    public static Session webSocket(int port) throws IOException {
        return webSocket(port, 0);
    }

    /** @param receiveBufferBytes size of the socket's buffer; 0: that of the system */
    public static Session webSocket(int port, int receiveBufferBytes) throws IOException {
        HttpConnection connection = new HttpConnection(port, receiveBufferBytes);
        return new Session(port, WebSocketConnection.open(connection, PATH + "websocket"));
    }

    /** Returns the path and query of a poll or POST of this session. */
    public String path() {
        return PATH + "polling&sid=" + sid;
    }

    /** Returns the path and query of a handshake over long-polling. */
    public static String handshakePath() {
        return PATH + "polling";
    }

    /** Returns the path and query of a handshake over WebSocket. */
    public static String webSocketPath() {
        return PATH + "websocket";
    }

    private static String sid(String open) throws IOException {
        int at = open.indexOf("\"sid\":\"");
        if (!open.startsWith("0{") || at < 0) {
            throw new IOException("expected an open packet, got " + cut(open));
        }
        return open.substring(at + 7, open.indexOf('"', at + 7));
    }

    /** Joins a namespace. */
    public Session join(String namespace) throws IOException {
        String named = namespace.equals("/") ? "" : namespace + ",";
        send("40" + named);
        String answer = receive();
        if (!answer.startsWith("40" + named + "{")) {
            throw new IOException("expected to join " + namespace + ", got " + cut(answer));
        }
        return this;
    }

    /** Sends packets of Engine.IO. */
    public void send(String... packets) throws IOException {
        sending.lock();
        try {
            WebSocketConnection present = webSocket;
            if (present == null) {
                post(String.join(SEPARATOR, packets));
                return;
            }
            for (String packet : packets) {
                present.send(packet);
            }
        } finally {
            sending.unlock();
        }
    }

    private void post(String body) throws IOException {
        HttpConnection.Response response = posts().request(path(), body);
        if (response.status() != 200 || !response.body().equals("ok")) {
            throw new IOException("expected 200 ok to a POST, got " + response.status() + " " + cut(response.body()));
        }
    }

    /** Returns the next packet that is no ping and no noop. */
    public String receive() throws IOException {
        while (true) {
            String packet = received.poll();
            if (packet == null) {
                fetch();
            } else if (packet.equals(PING)) {
                send(PONG);
            } else if (packet.equals("1")) {
                throw new IOException("the server has closed the session");
            } else if (!packet.equals(NOOP)) {
                return packet;
            }
        }
    }

    private void fetch() throws IOException {
        WebSocketConnection present = webSocket;
        if (present != null) {
            received.add(present.read());
        } else if (pausing) {
            paused.countDown();
            await(upgraded);
        } else {
            HttpConnection.Response response = polls().request(path(), null);
            if (response.status() != 200) {
                throw new IOException("expected 200 to a poll, got " + response.status() + " " + cut(response.body()));
            }
            received.addAll(List.of(response.body().split(SEPARATOR, -1)));
        }
    }

    /** Opens the WebSocket of an upgrade and exchanges the probe. */
    public WebSocketConnection probe() throws IOException {
        WebSocketConnection probing = WebSocketConnection.open(new HttpConnection(port), PATH + "websocket&sid=" + sid);
        probing.send("2probe");
        String answer = probing.read();
        if (!answer.equals("3probe")) {
            probing.close();
            throw new IOException("expected 3probe, got " + cut(answer));
        }
        return probing;
    }

    /** Upgrades while another thread reads: its last poll must have returned. */
    public void upgrade() throws IOException {
        WebSocketConnection probed = probe();
        pausing = true;
        await(paused);
        complete(probed);
    }

    /** Completes an upgrade while no poll is open. */
    public void complete(WebSocketConnection probed) throws IOException {
        sending.lock();
        try {
            probed.send("5");
            webSocket = probed;
            upgraded.countDown();
        } finally {
            sending.unlock();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(UPGRADE_TIMEOUT_S, TimeUnit.SECONDS)) {
                throw new IOException("the upgrade took longer than " + UPGRADE_TIMEOUT_S + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Returns the connection of the polls. */
    public HttpConnection polls() {
        return present(polls);
    }

    /** Returns the connection of the POSTs. */
    public HttpConnection posts() {
        return present(posts);
    }

    /** Returns the WebSocket. */
    public WebSocketConnection webSocket() {
        return present(webSocket);
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the session uses the other transport");
        }
        return value;
    }

    static String cut(String text) {
        return text.length() < 100 ? text : text.substring(0, 100) + "…";
    }

    /** Ends all connections with a reset. */
    public void reset() {
        connections().forEach(HttpConnection::reset);
    }

    /** Ends all connections without a word. */
    public void vanish() {
        connections().forEach(HttpConnection::close);
    }

    /** Says that the session ends, and ends the connections. */
    @Override
    public void close() {
        try {
            send("1");
        } catch (IOException e) {
            // It has ended already.
        }
        vanish();
    }

    private List<HttpConnection> connections() {
        List<HttpConnection> all = new ArrayList<>();
        WebSocketConnection present = webSocket;
        if (present != null) {
            all.add(present.tcp());
        }
        if (polls != null && posts != null) {
            all.add(polls);
            all.add(posts);
        }
        return all;
    }
}
