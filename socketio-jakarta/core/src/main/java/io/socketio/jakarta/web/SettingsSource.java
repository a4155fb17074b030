package io.socketio.jakarta.web;

import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source of settings that takes precedence over context parameters and system properties. The service loader looks for sources beside this library
 * only.
 */
public interface SettingsSource {

    /**
     * Returns the value of a setting.
     *
     * @param name full name, for example {@code socketio.path}
     * @return the value; null if this source does not define the setting
     */
    @Nullable
    String value(ServletContext context, String name);

    /** Returns the names of all settings that this source defines, including those of other libraries; an empty collection if it cannot list them. */
    default Collection<String> names(ServletContext context) {
        return List.of();
    }

    /** Returns the name by which operators know this source, for messages. */
    default String label() {
        return getClass().getSimpleName();
    }

    /**
     * Returns whether other applications also see this setting of the source. The library rejects an unknown setting unless it may be meant for one
     * of them.
     */
    default boolean isShared(ServletContext context, String name) {
        return false;
    }
}
