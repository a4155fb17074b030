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

    /** Names of all settings that this source has, those of others included; none if it cannot tell. */
    default Collection<String> names(ServletContext context) {
        return List.of();
    }

    /** What operators call this source, for messages. */
    default String label() {
        return getClass().getSimpleName();
    }

    /** Whether other applications see this setting of the source, too. An unknown name is refused, unless it may be meant for one of them. */
    default boolean isShared(ServletContext context, String name) {
        return false;
    }
}
