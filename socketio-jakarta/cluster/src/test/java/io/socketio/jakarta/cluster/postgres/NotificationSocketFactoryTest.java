package io.socketio.jakarta.cluster.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sockets of PgJDBC, as the driver uses them. */
class NotificationSocketFactoryTest {

    private static final int PROBES = 1_000;

    private ServerSocket server;
    private Socket socket;
    private Socket peer;
    private InputStream in;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket = new NotificationSocketFactory().createSocket();
        socket.connect(server.getLocalSocketAddress());
        peer = server.accept();
        in = socket.getInputStream();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        peer.close();
        server.close();
    }

    @Test
    void asksWhetherThereIsMoreWithoutWaitingForIt() throws IOException {
        socket.setSoTimeout(1);
        long begin = System.nanoTime();
        for (int i = 0; i < PROBES; i++) {
            assertThrows(SocketTimeoutException.class, () -> in.read(new byte[1], 0, 1));
        }
        Duration spent = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue(spent.toMillis() < PROBES, () -> PROBES + " probes have taken " + spent);
    }

    @Test
    void readsWhatHasCome() throws IOException {
        peer.getOutputStream().write('x');
        socket.setSoTimeout(20_000);
        assertEquals('x', in.read());
        peer.getOutputStream().write("yz".getBytes());
        assertEquals('y', in.read());
        socket.setSoTimeout(1);
        byte[] bytes = new byte[8];
        assertEquals(1, in.read(bytes, 0, bytes.length));
        assertEquals('z', bytes[0]);
    }

    @Test
    void waitsForTheTimeOfLongerTimeouts() throws IOException {
        socket.setSoTimeout(50);
        long begin = System.nanoTime();
        assertThrows(SocketTimeoutException.class, () -> in.read(new byte[1], 0, 1));
        assertTrue(System.nanoTime() - begin >= Duration.ofMillis(45).toNanos());
    }

    @Test
    void connectsAtOnceWhereTheDriverAsksForThat() throws IOException {
        InetAddress address = server.getInetAddress();
        NotificationSocketFactory factory = new NotificationSocketFactory();
        try (Socket one = factory.createSocket(address, server.getLocalPort());
                Socket two = factory.createSocket(address.getHostAddress(), server.getLocalPort(), address, 0)) {
            assertTrue(one.isConnected());
            assertEquals(address, two.getLocalAddress());
        }
    }
}
