package io.socketio.jakarta.cluster;

/**
 * Creates the cluster that the setting {@code socketio.cluster} names. The {@link java.util.ServiceLoader} finds it with the class loader of the
 * application: name the implementation in {@code META-INF/services/io.socketio.jakarta.cluster.ClusterProvider}. It needs a public no-argument
 * constructor.
 *
 * @since 0.1
 */
public interface ClusterProvider {

    /**
     * Returns whether this provider understands an address.
     *
     * @param scheme what comes before the first colon, in lower case, for example {@code redis}
     */
    boolean supports(String scheme);

    /**
     * Creates the cluster of one server. Called once per server, on the thread that starts it; may block for a few seconds to find out whether the address
     * is right.
     *
     * @param address may contain a password, so it must not appear in messages as a whole
     * @throws RuntimeException if the server must not start; the message says why, in one line
     */
    Cluster create(String address);
}
