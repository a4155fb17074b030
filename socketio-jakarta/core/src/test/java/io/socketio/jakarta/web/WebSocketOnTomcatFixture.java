package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import io.socketio.jakarta.options.WebSocketImplementation;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An engine with an echo on a Tomcat, and raw clients. */
abstract class WebSocketOnTomcatFixture {

    static final String TARGET = "/socket.io/?EIO=4&transport=websocket";
    static final int LIMIT = 100_000;

    final EchoHooks hooks = new EchoHooks();
    EmbeddedTomcat tomcat;

    /** What is tested. */
    abstract WebSocketImplementation implementation();

    final SocketIoOptionsBuilder options() {
        return SocketIoOptions.builder().webSocket(implementation());
    }

    @BeforeEach
    void start() throws Exception {
        tomcat = EmbeddedTomcat.echoing(hooks, options().maxPayloadBytes(LIMIT).build());
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.close();
    }

    final RawWebSocket open(String... headers) throws Exception {
        RawWebSocket socket = new RawWebSocket(tomcat.port(), TARGET, headers);
        assertEquals(101, socket.handshake.status());
        assertTrue(socket.receive().text().startsWith("0{\"sid\":\""));
        return socket;
    }

    final EngineSession session() throws InterruptedException {
        return hooks.sessions.poll(5, TimeUnit.SECONDS);
    }

    /** Tomcat counts one more than there are, the one that it waits for; not at once, when one has come. */
    final void waitForNoConnections() throws Exception {
        Object handler = tomcat.tomcat().getConnector().getProtocolHandler();
        Method count = handler.getClass().getMethod("getConnectionCount");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while ((Long) count.invoke(handler) != 1 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(1L, count.invoke(handler));
    }
}
