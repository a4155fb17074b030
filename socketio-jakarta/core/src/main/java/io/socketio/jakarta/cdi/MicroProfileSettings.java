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

/** Reads settings from MicroProfile Config; skipped where it is not available. */
public final class MicroProfileSettings implements SettingsSource {

    /** Called by the service loader. */
    public MicroProfileSettings() {
        // On containers without the API this fails here, where the service loader expects it.
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
            // The API is available, but has no implementation.
            return List.of();
        }
        return names;
    }

    @Override
    public String label() {
        return "MicroProfile Config";
    }

    /**
     * Returns whether the setting is a system property or an environment variable. MicroProfile Config includes these, and they apply to the whole
     * container.
     */
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
            // The API is available, but has no implementation.
            return null;
        }
    }
}
