package io.socketio.jakarta.web;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterProvider;
import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.cluster.ClusterAdapterFactory;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import jakarta.servlet.ServletContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses the cluster of an application: the attribute of the servlet context, else its bean, else that of the setting, else none. */
final class Clusters {

    /** The attribute in which an application stores the cluster of its default server; behind it, a dot and the name of another. */
    static final String ATTRIBUTE = Cluster.class.getName();

    private Clusters() {}

    /**
     * @param address of the setting; empty if there is none
     * @param server its name: a cluster joins one server of the application with its equals in others
     */
    static @Nullable Cluster choose(String address, ServletContext context, String server) {
        Cluster provided = provided(context, server);
        return provided == null ? ofAddress(address, context.getClassLoader()) : provided;
    }

    /**
     * Returns the cluster that a provider creates for an address.
     *
     * @param address empty: no cluster
     * @throws IllegalArgumentException if no provider understands it
     */
    static @Nullable Cluster ofAddress(String address, ClassLoader application) {
        if (address.isEmpty()) {
            return null;
        }
        int colon = address.indexOf(':');
        String scheme = colon < 0 ? "" : address.substring(0, colon).toLowerCase(Locale.ROOT);
        for (ClusterProvider provider : Services.find(ClusterProvider.class, application)) {
            if (provider.supports(scheme)) {
                return provider.create(address);
            }
        }
        throw new IllegalArgumentException(
                "no cluster is known for socketio.cluster with the scheme '" + LogText.plain(scheme)
                        + "'; is its library in the application (socketio-jakarta-cluster, and for redis io.lettuce:lettuce-core, for postgresql org.postgresql:postgresql)?");
    }

    static void close(@Nullable Cluster cluster) {
        if (cluster != null) {
            try {
                cluster.close();
            } catch (RuntimeException e) {
                Loggers.SERVER.log(System.Logger.Level.DEBUG, "the cluster did not close in order", e);
            }
        }
    }

    private static @Nullable Cluster provided(ServletContext context, String server) {
        String name = server.isEmpty() ? ATTRIBUTE : ATTRIBUTE + '.' + server;
        Object attribute = context.getAttribute(name);
        if (attribute != null && !(attribute instanceof Cluster)) {
            throw new IllegalStateException("the attribute " + name
                    + " of the servlet context must be a Cluster, but is a "
                    + attribute.getClass().getName());
        }
        if (attribute != null) {
            return (Cluster) attribute;
        }
        for (ServerListener listener : Services.find(ServerListener.class)) {
            Cluster bean = listener.cluster(context, server);
            if (bean != null) {
                return bean;
            }
        }
        return null;
    }

    /** @param cluster null: the server is alone */
    static AdapterFactory adapters(@Nullable Cluster cluster) {
        return cluster == null ? AdapterFactory.LOCAL : new ClusterAdapterFactory(cluster);
    }
}
