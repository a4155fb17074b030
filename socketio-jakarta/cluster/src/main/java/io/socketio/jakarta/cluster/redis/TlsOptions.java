package io.socketio.jakarta.cluster.redis;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Certificates for connections to Redis with TLS, where those that the JVM trusts are not the right ones, or Redis wants a certificate of its clients.
 * Immutable.
 *
 * @param trustStore certificates to trust: a PEM file, PKCS #12 or JKS; null: what the JVM trusts
 * @param trustStorePassword of PKCS #12 and JKS; empty: none
 * @param keyStore the certificate of this client with its key: PKCS #12 or JKS; null: none
 * @param keyStorePassword of the file, and of the key in it
 * @since 0.1
 */
public record TlsOptions(
        @Nullable Path trustStore,
        String trustStorePassword,
        @Nullable Path keyStore,
        String keyStorePassword) {

    private static final TlsOptions DEFAULTS = new TlsOptions(null, "", null, "");

    public TlsOptions {
        Objects.requireNonNull(trustStorePassword);
        Objects.requireNonNull(keyStorePassword);
    }

    /** Returns what the JVM trusts, and no certificate of this client. */
    public static TlsOptions defaults() {
        return DEFAULTS;
    }

    /** Trusts the certificates in this file only. @param password empty for a PEM file */
    public TlsOptions withTrustStore(Path file, String password) {
        return new TlsOptions(file, password, keyStore, keyStorePassword);
    }

    /** Shows the certificate in this file to Redis. */
    public TlsOptions withKeyStore(Path file, String password) {
        return new TlsOptions(trustStore, trustStorePassword, file, password);
    }

    /** Omits the passwords. */
    @Override
    public String toString() {
        return "TlsOptions[trustStore=" + trustStore + ", keyStore=" + keyStore + "]";
    }
}
