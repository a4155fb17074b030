package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.web.settings.SettingSource;
import io.socketio.jakarta.web.settings.SettingsReader;
import io.socketio.jakarta.web.settings.WebSettings;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a web application: from {@link SettingsSource}s first, then from its context parameters, then from system properties, then from
 * its classes.
 */
final class ContextSettings {

    private static final String TOLD = ContextSettings.class.getName() + ".told";

    private ContextSettings() {}

    /**
     * Reads the settings of all servers, those of the default one first.
     *
     * @param found classes with {@code ServerDefinition}s, and others; null if the container has not searched
     * @throws ServletException if settings are wrong; its message has a line for each of them
     */
    static List<WebSettings> read(ServletContext context, @Nullable Set<Class<?>> found) throws ServletException {
        List<SettingSource> sources = sources(context);
        sources.add(DefinedServers.source(found));
        SettingsReader reader = new SettingsReader(sources);
        List<WebSettings> settings;
        try {
            settings = reader.readAll();
        } catch (IllegalArgumentException e) {
            throw new ServletException("Socket.IO settings: " + e.getMessage(), e);
        }
        if (context.getAttribute(TOLD) == null) {
            context.setAttribute(TOLD, true);
            reader.ignored()
                    .forEach(each -> Loggers.SERVER.log(
                            Level.WARNING, "SIO-0307 " + each + " It is ignored, because it may be meant for others"));
        }
        return settings;
    }

    private static List<SettingSource> sources(ServletContext context) {
        List<SettingSource> all = new ArrayList<>();
        for (SettingsSource source : Services.find(SettingsSource.class)) {
            all.add(new SettingSource(
                    source.label(),
                    source.names(context),
                    name -> source.value(context, name),
                    name -> source.isShared(context, name)));
        }
        all.add(new SettingSource(
                "context parameter",
                Collections.list(context.getInitParameterNames()),
                context::getInitParameter,
                name -> false));
        // All applications of a container see the same system properties.
        all.add(new SettingSource(
                "system property", System.getProperties().stringPropertyNames(), System::getProperty, name -> true));
        return all;
    }
}
