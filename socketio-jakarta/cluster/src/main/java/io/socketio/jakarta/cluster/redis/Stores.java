package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.RedisURI;

/** Reads addresses of Redis. */
final class Stores {

    private static final String CLUSTER = "-cluster://";

    private Stores() {}

    /** @throws IllegalArgumentException if the address is wrong; the message does not contain it */
    static Store<?> of(String address) {
        try {
            return address.contains(CLUSTER)
                    ? new ClusterStore(address.replace(CLUSTER, "://"))
                    : new SingleStore(RedisURI.create(address));
        } catch (IllegalArgumentException e) {
            // No cause: its message may contain the address with the password.
            throw new IllegalArgumentException("the address of Redis must be like redis://host:6379, "
                    + "redis-sentinel://host1,host2/#master or redis-cluster://host1,host2");
        }
    }
}
