package io.socketio.jakarta.cdi;

import io.socketio.jakarta.web.SettingsSource;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Settings from MicroProfile Config; passed over where it is not there. */
public final class MicroProfileSettings implements SettingsSource {

    /** For the service loader. */
    public MicroProfileSettings() {
        // Fails here, where it is expected, on containers without the API.
        Objects.requireNonNull(ConfigProvider.class);
    }

    @Override
    public Collection<String> names(ServletContext context) {
        List<String> names = new ArrayList<>();
        try {
            ConfigProvider.getConfig(context.getClassLoader())
                    .getPropertyNames()
                    .forEach(names::add);
        } catch (IllegalStateException e) {
            // The API is there, but nobody implements it.
            return List.of();
        }
        return names;
    }

    @Override
    public String label() {
        return "MicroProfile Config";
    }

    /** System properties and environment variables are settings here, too, and those of the whole container. */
    @Override
    public boolean isShared(ServletContext context, String name) {
        String variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return System.getProperty(name) != null || System.getenv(name) != null || System.getenv(variable) != null;
    }

    @Override
    public @Nullable String value(ServletContext context, String name) {
        try {
            return ConfigProvider.getConfig(context.getClassLoader())
                    .getOptionalValue(name, String.class)
                    .orElse(null);
        } catch (IllegalStateException e) {
            // The API is there, but nobody implements it.
            return null;
        }
    }
}
