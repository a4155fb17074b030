package io.socketio.jakarta.cluster.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The notifications that a connection of PgJDBC has received. By reflection, because the driver behind a data source of the container may have a class
 * loader that the application does not see, as on WildFly.
 */
final class Notifications {

    private static final String CONNECTION = "org.postgresql.PGConnection";
    private static final String NOTIFICATION = "org.postgresql.PGNotification";

    private final Object connection;
    private final Method getNotifications;
    private final Method getName;
    private final Method getParameter;

    /** @param payload what comes from other servers, and from everybody else who may notify */
    record Notification(String channel, String payload) {}

    private Notifications(Object connection, Class<?> type) throws ReflectiveOperationException {
        Class<?> notification = Class.forName(NOTIFICATION, false, type.getClassLoader());
        this.connection = connection;
        this.getNotifications = type.getMethod("getNotifications", int.class);
        this.getName = notification.getMethod("getName");
        this.getParameter = notification.getMethod("getParameter");
    }

    /** @param connection may be the wrapper of a pool */
    static Notifications of(Connection connection) throws SQLException {
        for (ClassLoader loader : loaders(connection)) {
            Class<?> type = typeIn(loader);
            if (type != null && connection.isWrapperFor(type)) {
                try {
                    return new Notifications(connection.unwrap(type), type);
                } catch (ReflectiveOperationException e) {
                    throw new SQLException("PgJDBC is not as expected", e);
                }
            }
        }
        throw new UnusableServerException("its connections are not those of PgJDBC, but of "
                + connection.getClass().getName() + ", which does not unwrap to " + CONNECTION);
    }

    /** The metadata of a connection often has no wrapper, so its class loader is the driver's. */
    private static Set<ClassLoader> loaders(Connection connection) throws SQLException {
        Set<@Nullable ClassLoader> loaders = new LinkedHashSet<>(Arrays.asList(
                Notifications.class.getClassLoader(),
                connection.getClass().getClassLoader(),
                connection.getMetaData().getClass().getClassLoader()));
        loaders.remove(null);
        return loaders;
    }

    private static @Nullable Class<?> typeIn(ClassLoader loader) {
        try {
            return Class.forName(CONNECTION, false, loader);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** Waits until there is at least one, or the time is over. */
    List<Notification> await(int millis) throws SQLException {
        try {
            Object[] received = (Object[]) getNotifications.invoke(connection, millis);
            if (received == null) {
                return List.of();
            }
            List<Notification> notifications = new ArrayList<>(received.length);
            for (Object each : received) {
                notifications.add(new Notification((String) getName.invoke(each), (String) getParameter.invoke(each)));
            }
            return notifications;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new SQLException("cannot receive notifications", e.getCause());
        } catch (IllegalAccessException e) {
            throw new SQLException("cannot receive notifications", e);
        }
    }
}
