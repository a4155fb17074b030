package io.socketio.jakarta.cdi;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.ServerName;
import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.web.ServerListener;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Connects the beans to the server when the web application starts; skipped where CDI is not available. */
public final class CdiServerListener implements ServerListener {

    private static final Logger LOG = Loggers.CDI;

    /** Called by the service loader. */
    public CdiServerListener() {
        // On containers without the API this fails here, where the service loader expects it.
        Objects.requireNonNull(CDI.class);
    }

    @Override
    public Set<String> onStart(ServletContext context, SocketIoServer server) {
        CDI<Object> cdi;
        try {
            cdi = CDI.current();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "no CDI in this application", e);
            return Set.of();
        }
        BeanManager beans;
        SocketIoExtension extension;
        try {
            beans = BeanManagers.of(context, cdi);
            extension = beans.getExtension(SocketIoExtension.class);
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "SIO-0407 namespace beans are not found: CDI is here, but not in this application",
                    e);
            return Set.of();
        }
        return extension.start(beans, context.getClassLoader(), server);
    }

    @Override
    public void onStart(ServletContext context, EngineIo server) {
        try {
            BeanManagers.of(context, CDI.current())
                    .getExtension(SocketIoExtension.class)
                    .start(context.getClassLoader(), server);
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "no CDI in this application", e);
        }
    }

    @Override
    public void onComplete(ServletContext context, Set<String> servers) {
        Map<String, Class<?>> named;
        try {
            named = BeanManagers.of(context, CDI.current())
                    .getExtension(SocketIoExtension.class)
                    .namedServers(context.getClassLoader());
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "no CDI in this application", e);
            return;
        }
        named.forEach((name, where) -> {
            if (!name.isEmpty() && !servers.contains(name)) {
                LOG.log(
                        Level.WARNING,
                        "SIO-0160 there is no Socket.IO server \"{0}\", to which something in {1} belongs, so no client reaches it."
                                + " Set socketio.server.{0}.path, or register the server with SocketIo.register",
                        name,
                        where.getName());
            }
        });
    }

    @Override
    public @Nullable Predicate<Class<?>> knownClasses(ServletContext context) {
        try {
            SocketIoExtension extension =
                    BeanManagers.of(context, CDI.current()).getExtension(SocketIoExtension.class);
            return type -> extension.hasDiscovered(type) || DiscoveredClasses.isVetoed(type);
        } catch (IllegalStateException | IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public @Nullable PayloadCodec payloadCodec(ServletContext context) {
        return beanOf(PayloadCodec.class, context, "");
    }

    @Override
    public @Nullable Cluster cluster(ServletContext context, String server) {
        return beanOf(Cluster.class, context, server);
    }

    private static <T> @Nullable T beanOf(Class<T> type, ServletContext context, String server) {
        try {
            BeanManager beans = BeanManagers.of(context, CDI.current());
            Annotation qualifier = server.isEmpty() ? Default.Literal.INSTANCE : ServerName.Literal.of(server);
            Bean<?> bean = beans.resolve(beans.getBeans(type, qualifier));
            return bean == null ? null : type.cast(beans.getReference(bean, type, beans.createCreationalContext(bean)));
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "no beans of this application yet", e);
            return null;
        }
    }
}
