package io.socketio.jakarta.web;

import io.socketio.jakarta.annotation.ServerDefinition;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.web.settings.SettingSource;
import jakarta.servlet.ServletException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings in {@link ServerDefinition}s. */
final class DefinedServers {

    private final Map<String, String> settings = new TreeMap<>();

    private DefinedServers() {}

    /**
     * Returns the settings of the definitions.
     *
     * @param found classes of the types that {@link SocketIoInitializer} handles; null if there are none, or if the container has not searched
     * @throws ServletException if two definitions contradict each other, or one is not valid
     */
    static SettingSource source(@Nullable Set<Class<?>> found) throws ServletException {
        DefinedServers defined = new DefinedServers();
        if (found != null) {
            for (Class<?> type : found) {
                for (ServerDefinition each : definitions(type)) {
                    defined.add(type, each);
                }
            }
        }
        Map<String, String> settings = defined.settings;
        return new SettingSource("@ServerDefinition", settings.keySet(), settings::get, name -> false);
    }

    private static ServerDefinition[] definitions(Class<?> type) {
        try {
            return type.getAnnotationsByType(ServerDefinition.class);
        } catch (LinkageError | TypeNotPresentException | ArrayStoreException e) {
            Loggers.SERVER.log(Level.DEBUG, type.getName() + " cannot be read", e);
            return new ServerDefinition[0];
        }
    }

    private void add(Class<?> type, ServerDefinition definition) throws ServletException {
        String prefix = definition.name().isEmpty() ? "socketio." : "socketio.server." + definition.name() + '.';
        if (!definition.path().isEmpty()) {
            put(type, prefix + "path", definition.path());
        }
        for (String setting : definition.settings()) {
            int equals = setting.indexOf('=');
            if (equals <= 0) {
                throw new ServletException("@ServerDefinition of " + type.getName()
                        + ": expected settings such as \"ping-interval=PT5S\", but there is \"" + setting + '"');
            }
            put(type, prefix + setting.substring(0, equals).trim(), setting.substring(equals + 1));
        }
    }

    private void put(Class<?> type, String name, String value) throws ServletException {
        String other = settings.putIfAbsent(name, value);
        if (other != null && !other.equals(value)) {
            throw new ServletException("@ServerDefinition of " + type.getName() + ": " + name + " is '" + value
                    + "', but another definition says '" + other + "'");
        }
    }
}
