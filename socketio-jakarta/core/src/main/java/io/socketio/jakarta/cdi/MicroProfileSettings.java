package io.socketio.jakarta.cdi;

import io.socketio.jakarta.web.SettingsSource;
import jakarta.servlet.ServletContext;
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
