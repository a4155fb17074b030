package io.socketio.jakarta.web;

import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where settings come from besides context parameters and system properties, and before them. Found beside this library only. */
public interface SettingsSource {

    /** @return the value of a setting by its full name, for example {@code socketio.path}; null if this source does not have it */
    @Nullable
    String value(ServletContext context, String name);

    /** Names of settings that this source has; of those that cannot be known beforehand, such as {@code socketio.namespace./chat.ack-timeout}. */
    default Collection<String> names(ServletContext context) {
        return List.of();
    }
}
