package io.socketio.jakarta.sample;

import jakarta.servlet.ServletContext;
import java.nio.file.Path;

/** Where the sample keeps its data: a folder that outlives redeployments. */
final class DataFolder {

    /** The name of the system property, and of the context parameter that is asked after it. */
    static final String SETTING = "sample.data";

    private static final String DEFAULT_IN_HOME = ".socketio-jakarta-sample";

    private DataFolder() {}

    /** The folder of this application; several copies in one server, each with its context path, have one each. May not exist yet. */
    static Path of(ServletContext context) {
        String configured = System.getProperty(SETTING);
        if (configured == null) {
            configured = context.getInitParameter(SETTING);
        }
        Path folder =
                configured == null ? Path.of(System.getProperty("user.home"), DEFAULT_IN_HOME) : Path.of(configured);
        String path = context.getContextPath();
        return folder.toAbsolutePath()
                .resolve(path.isEmpty() ? "ROOT" : path.substring(1).replace('/', '#'));
    }
}
