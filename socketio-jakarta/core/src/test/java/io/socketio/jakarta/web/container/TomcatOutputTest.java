package io.socketio.jakarta.web.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TomcatOutputTest {

    /** More than a socket buffers when nobody reads. */
    private static final int MUCH = 16 * 1024 * 1024;

    /** As Tomcat's stream: takes everything, and a flush writes as much as the test lets it. */
    private final class Stream extends ServletOutputStream {

        private final ByteArrayOutputStream buffered = new ByteArrayOutputStream();
        private boolean ready = true;
        private int flushes;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int b) {
            buffered.write(b);
        }

        @Override
        public void flush() {
            flushes++;
            ready = buffered.size() == 0;
        }

        /** What Tomcat does when the client reads. */
        void writeToSocket() throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(buffered.toByteArray());
            while (rest.hasRemaining()) {
                server.write(rest);
            }
            buffered.reset();
            ready = true;
        }
    }

    private ServerSocketChannel listening;
    private SocketChannel client;
    private SocketChannel server;
    private final Stream stream = new Stream();
    private TomcatOutput output;

    @BeforeEach
    void connect() throws IOException {
        listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = SocketChannel.open(listening.getLocalAddress());
        server = listening.accept();
        server.configureBlocking(false);
        output = new TomcatOutput(stream, server);
        assertTrue(output.isReady());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        server.close();
        listening.close();
    }

    private byte[] read(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && client.read(bytes) >= 0) {
            // Goes on until all has come.
        }
        return bytes.array();
    }

    @Test
    void whatTheSocketTakesDoesNotGoThroughTomcatsStream() throws IOException {
        stream.ready = false;
        output.write(new byte[] {0, 1, 2, 3}, 1, 2);
        output.flush();
        assertTrue(output.isReady());
        assertArrayEquals(new byte[] {1, 2}, read(2));
        assertEquals(0, stream.buffered.size());
        assertEquals(0, stream.flushes);
    }

    /** Tomcat may still be writing its response to the upgrade. */
    @Test
    void nothingOvertakesWhatTomcatHasNotWrittenAtTheBeginning() throws IOException {
        TomcatOutput fresh = new TomcatOutput(stream, server);
        fresh.write(new byte[] {1}, 0, 1);
        assertEquals(1, stream.buffered.size());
    }

    @Test
    void whatTheSocketDoesNotTakeComesAfterItAndBeforeWhatFollows() throws Exception {
        byte[] much = new byte[MUCH];
        new Random(1).nextBytes(much);
        output.write(much, 0, MUCH);
        int left = stream.buffered.size();
        assertTrue(left > 0, "the socket has taken everything");
        int taken = MUCH - left;
        assertArrayEquals(Arrays.copyOf(much, taken), read(taken), "now the socket has space again");
        // Ready without a flush says only that there is space in the buffer.
        assertTrue(output.isReady());
        output.write(new byte[] {1}, 0, 1);
        assertEquals(left + 1, stream.buffered.size());
        output.flush();
        assertFalse(output.isReady());
        Thread tomcat = new Thread(() -> {
            try {
                stream.writeToSocket();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        tomcat.start();
        assertArrayEquals(Arrays.copyOfRange(much, taken, MUCH), read(left));
        assertArrayEquals(new byte[] {1}, read(1));
        tomcat.join();
        assertTrue(output.isReady());
        output.write(new byte[] {2}, 0, 1);
        assertArrayEquals(new byte[] {2}, read(1));
        assertEquals(0, stream.buffered.size());
    }
}
