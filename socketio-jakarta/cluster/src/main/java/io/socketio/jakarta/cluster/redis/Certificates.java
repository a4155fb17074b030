package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.SslOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads the files of {@link TlsOptions}. */
final class Certificates {

    private static final String PEM = "-----BEGIN ";

    private Certificates() {}

    /** @throws IllegalArgumentException if a file cannot be read; the message has no password in it */
    static SslOptions read(TlsOptions options) {
        SslOptions.Builder builder = SslOptions.builder().jdkSslProvider().handshakeTimeout(Clients.TIMEOUT);
        Path trustStore = options.trustStore();
        if (trustStore != null) {
            builder.trustManager(read("trustStore", trustStore, () -> trusting(trustStore, options)));
        }
        Path keyStore = options.keyStore();
        if (keyStore != null) {
            builder.keyManager(read("keyStore", keyStore, () -> showing(keyStore, options)));
        }
        return builder.build();
    }

    private interface Reading<T> {

        T read() throws IOException, GeneralSecurityException;
    }

    private static <T> T read(String parameter, Path file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (NoSuchFileException e) {
            throw unreadable(parameter, file, "there is no such file", e);
        } catch (IOException | GeneralSecurityException e) {
            boolean wrongPassword =
                    e instanceof UnrecoverableKeyException || e.getCause() instanceof UnrecoverableKeyException;
            throw unreadable(parameter, file, wrongPassword ? "the password is wrong" : e.getMessage(), e);
        }
    }

    private static IllegalArgumentException unreadable(
            String parameter, Path file, @Nullable String reason, Exception cause) {
        return new IllegalArgumentException(parameter + " " + file + " cannot be read: " + reason, cause);
    }

    private static TrustManagerFactory trusting(Path file, TlsOptions options)
            throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        byte[] content = Files.readAllBytes(file);
        boolean isPem = new String(content, StandardCharsets.ISO_8859_1).contains(PEM);
        factory.init(
                isPem ? storeOf(content) : KeyStore.getInstance(file.toFile(), chars(options.trustStorePassword())));
        return factory;
    }

    private static KeyStore storeOf(byte[] pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate each :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            store.setCertificateEntry("certificate" + number++, each);
        }
        return store;
    }

    private static KeyManagerFactory showing(Path file, TlsOptions options)
            throws IOException, GeneralSecurityException {
        Files.newInputStream(file).close();
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        char[] password = options.keyStorePassword().toCharArray();
        factory.init(KeyStore.getInstance(file.toFile(), password), password);
        return factory;
    }

    private static char @Nullable [] chars(String password) {
        return password.isEmpty() ? null : password.toCharArray();
    }
}
