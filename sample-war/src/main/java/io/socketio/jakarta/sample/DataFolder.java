package io.socketio.jakarta.sample;

import jakarta.servlet.ServletContext;
import java.io.File;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the sample keeps its data: the folder it is told, otherwise the temporary folder that the container gives the application. */
final class DataFolder {

    /** The name of the system property, and of the context parameter that is asked after it. */
    static final String SETTING = "sample.data";

    private DataFolder() {}

    /** Returns the folder of this application, which may not exist yet. Several applications that are told the same folder have one each below it. */
    static Path of(ServletContext context) {
        String configured = configured(context);
        if (configured == null) {
            return ((File) context.getAttribute(ServletContext.TEMPDIR))
                    .toPath()
                    .toAbsolutePath();
        }
        String path = context.getContextPath();
        return Path.of(configured)
                .toAbsolutePath()
                .resolve(path.isEmpty() ? "ROOT" : path.substring(1).replace('/', '#'));
    }

    private static @Nullable String configured(ServletContext context) {
        String property = System.getProperty(SETTING);
        return property != null ? property : context.getInitParameter(SETTING);
    }
}
