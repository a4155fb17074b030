package io.socketio.jakarta.web;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.cluster.ClusterAdapterFactory;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/** Chooses the cluster of an application: the attribute of the servlet context, else its bean, else none. */
final class Clusters {

    /** The attribute in which an application stores the cluster of its default server; behind it, a dot and the name of another. */
    static final String ATTRIBUTE = Cluster.class.getName();

    private Clusters() {}

    /** @param server its name: a cluster joins one server of the application with its equals in others */
    static @Nullable Cluster choose(ServletContext context, String server) {
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
