package io.socketio.jakarta.web.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

/** The stream of {@link TomcatUpgrade} on a real Tomcat. */
class TomcatStreamTest {

    private static final int PIECES = 400;
    private static final int PIECE_BYTES = 60_000;
    private static final long TIMEOUT_S = 20;

    private static volatile ServletContext context;
    private static volatile Sender sender;

    /** Sends the pieces as fast as the stream takes them. */
    private static final class Sender implements WriteListener {

        final CompletableFuture<Void> full = new CompletableFuture<>();
        final CompletableFuture<Void> sent = new CompletableFuture<>();
        final ServletOutputStream stream;
        private int pieces;
        private boolean flushed = true;

        Sender(ServletOutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (stream.isReady()) {
                if (!flushed) {
                    flushed = true;
                    stream.flush();
                } else if (pieces < PIECES) {
                    byte[] piece = new byte[PIECE_BYTES];
                    Arrays.fill(piece, (byte) pieces++);
                    flushed = false;
                    stream.write(piece);
                } else {
                    sent.complete(null);
                    return;
                }
            }
            full.complete(null);
        }

        @Override
        public void onError(Throwable cause) {
            sent.completeExceptionally(cause);
            full.completeExceptionally(cause);
        }
    }

    /** Created by Tomcat. */
    public static final class Handler implements HttpUpgradeHandler {

        @Override
        public void init(WebConnection connection) {
            try {
                sender = new Sender(ContainerUpgrade.in(context).output(connection));
                sender.stream.setWriteListener(sender);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void destroy() {}
    }

    private static final class Upgrading extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            context = getServletContext();
            try {
                request.upgrade(Handler.class);
            } catch (jakarta.servlet.ServletException e) {
                throw new IOException(e);
            }
        }
    }

    private static Tomcat start() throws Exception {
        Path base = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath()), "stream");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context application = tomcat.addContext("", base.toString());
        Tomcat.addServlet(application, "upgrading", new Upgrading());
        application.addServletMappingDecoded("/*", "upgrading");
        tomcat.start();
        return tomcat;
    }

    /** The socket is full in between, so Tomcat writes a part of it. */
    @Test
    void clientThatReadsLateGetsEverythingInOrder() throws Exception {
        Tomcat tomcat = start();
        try (Socket client = new Socket("127.0.0.1", tomcat.getConnector().getLocalPort())) {
            client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_S));
            client.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = client.getInputStream();
            String head = readHead(in);
            assertTrue(head.startsWith("HTTP/1.1 101"), head);
            // The first byte says that the handler has begun.
            assertEquals(0, in.read());
            Sender sending = sender;
            assertEquals(TomcatOutput.class, sending.stream.getClass());
            sending.full.get(TIMEOUT_S, TimeUnit.SECONDS);
            for (int i = 0; i < PIECES; i++) {
                byte[] piece = in.readNBytes(i == 0 ? PIECE_BYTES - 1 : PIECE_BYTES);
                assertEquals(i == 0 ? PIECE_BYTES - 1 : PIECE_BYTES, piece.length);
                for (byte each : piece) {
                    assertEquals((byte) i, each, "piece " + i);
                }
            }
            sending.sent.get(TIMEOUT_S, TimeUnit.SECONDS);
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }
}
