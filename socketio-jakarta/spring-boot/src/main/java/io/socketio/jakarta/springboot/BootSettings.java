package io.socketio.jakarta.springboot;

import io.socketio.jakarta.web.SettingsSource;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/** Disables the library's own initializer, which the container calls in a WAR: Spring Boot registers the server. */
public final class BootSettings implements SettingsSource {

    private static final String ENABLED = "socketio.enabled";

    /** Called by {@link java.util.ServiceLoader}. */
    public BootSettings() {}

    @Override
    public @Nullable String value(ServletContext context, String name) {
        return name.equals(ENABLED) ? "false" : null;
    }
}
