package io.socketio.jakarta.springboot;

import io.socketio.jakarta.web.SettingsSource;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/** In a WAR, where the container calls the library's own initializer, that one registers nothing: Spring Boot does. */
public final class BootSettings implements SettingsSource {

    private static final String ENABLED = "socketio.enabled";

    /** For {@link java.util.ServiceLoader}. */
    public BootSettings() {}

    @Override
    public @Nullable String value(ServletContext context, String name) {
        return name.equals(ENABLED) ? "false" : null;
    }
}
