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

/** The settings of a web application: those of {@link SettingsSource}s first, then its context parameters, then system properties. */
final class ContextSettings {

    private static final String TOLD = ContextSettings.class.getName() + ".told";

    private ContextSettings() {}

    /** @throws ServletException with a line for each wrong setting */
    static WebSettings read(ServletContext context) throws ServletException {
        SettingsReader reader = new SettingsReader(sources(context));
        WebSettings settings;
        try {
            settings = reader.read();
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
        // Every application of a container sees the same ones.
        all.add(new SettingSource(
                "system property", System.getProperties().stringPropertyNames(), System::getProperty, name -> true));
        return all;
    }
}
