package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import java.time.Duration;

/** Reads addresses of Redis. */
final class Stores {

    private static final String CLUSTER = "-cluster://";
    private static final String WITH_TLS = "rediss";

    private Stores() {}

    /** @throws IllegalArgumentException if the address is wrong, or a certificate cannot be read; the message does not contain the address */
    static Store<?> of(ClusterOptions options) {
        String address = options.address();
        if (!options.tls().equals(TlsOptions.defaults()) && !address.startsWith(WITH_TLS)) {
            throw new IllegalArgumentException(
                    "trustStore and keyStore need an address with TLS, such as rediss://host");
        }
        Duration blockTime = options.stream().blockTime();
        SslOptions ssl = Certificates.read(options.tls());
        try {
            return address.contains(CLUSTER)
                    ? new ClusterStore(address.replace(CLUSTER, "://"), ssl, blockTime)
                    : new SingleStore(RedisURI.create(address), ssl, blockTime);
        } catch (IllegalArgumentException e) {
            // No cause: its message may contain the address with the password.
            throw new IllegalArgumentException("the address of Redis must be like redis://host:6379, "
                    + "redis-sentinel://host1,host2/#master or redis-cluster://host1,host2");
        }
    }
}
