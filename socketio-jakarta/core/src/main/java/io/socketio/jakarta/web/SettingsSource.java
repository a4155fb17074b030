package io.socketio.jakarta.web;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/** Where settings come from besides context parameters and system properties, and before them. Found beside this library only. */
public interface SettingsSource {

    /** @return the value of a setting by its full name, for example {@code socketio.path}; null if this source does not have it */
    @Nullable
    String value(ServletContext context, String name);
}
