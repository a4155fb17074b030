package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.WebSocketImplementation;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLHostConfigCertificate.Type;
import org.junit.jupiter.api.Test;

/** The servlet's own upgrade over TLS: the streams encrypt, so their buffers and flushes differ. */
class UpgradeOverTlsTest {

    private static final String PASSWORD = "changeit";

    private final EchoHooks hooks = new EchoHooks();

    private static Path keyStore() throws Exception {
        Path file = Path.of("target", "tls-" + ProcessHandle.current().pid() + ".p12");
        Files.deleteIfExists(file);
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "test",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        return file.toAbsolutePath();
    }

    private static void encrypt(Context context, Path keyStore) {
        Engine engine = (Engine) context.getParent().getParent();
        Connector connector = engine.getService().findConnectors()[0];
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(host, Type.EC);
        certificate.setCertificateKeystoreFile(keyStore.toString());
        certificate.setCertificateKeystorePassword(PASSWORD);
        host.addCertificate(certificate);
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(host);
    }

    private static SSLContext trusting(Path keyStore) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", keys.getCertificate("test"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    @Test
    void messagesOfAllSizesTravelAndTheClosingHandshakeIsComplete() throws Exception {
        Path keyStore = keyStore();
        SocketIoOptions options = SocketIoOptions.builder()
                .webSocket(WebSocketImplementation.UPGRADE)
                .build();
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.with(context -> {
                    encrypt(context, keyStore);
                    context.addServletContainerInitializer(EmbeddedTomcat.echo(hooks, options), Set.of());
                });
                RawWebSocket socket = new RawWebSocket(
                        new RawHttp(trusting(keyStore).getSocketFactory().createSocket("127.0.0.1", tomcat.port())),
                        WebSocketOnTomcatContract.TARGET)) {
            assertEquals(101, socket.handshake.status());
            assertTrue(socket.receive().text().startsWith("0{"));
            for (int length : new int[] {1, 100, 10_000, 500_000}) {
                String message = "4" + "x".repeat(length);
                socket.text(message);
                assertTrue(message.equals(socket.receive().text()));
            }
            EngineSession session = hooks.sessions.poll(5, TimeUnit.SECONDS);
            for (int i = 0; i < 1_000; i++) {
                session.send(List.of(OutboundPacket.text("4" + i + "y".repeat(3_000))));
            }
            for (int i = 0; i < 1_000; i++) {
                assertTrue(socket.receive().text().startsWith("4" + i + "y"));
            }
            session.close();
            assertEquals(1005, socket.receive().closeCode());
            socket.frame(0x88, new byte[0]);
            assertTrue(socket.http.isClosedByPeer());
        }
    }
}
