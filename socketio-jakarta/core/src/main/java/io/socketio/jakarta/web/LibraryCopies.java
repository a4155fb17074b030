package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.log.Loggers;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Detects several copies of this library in one application: two in WEB-INF/lib, or one there and one in the lib folder of the EAR or of the server.
 */
final class LibraryCopies {

    private static final Logger LOG = Loggers.SERVER;
    private static final String CLASS_FILE = SocketIoInitializer.class.getName().replace('.', '/') + ".class";
    private static final String VERSION = "META-INF/maven/io.socketio.jakarta/socketio-jakarta/pom.properties";

    private LibraryCopies() {}

    /** Returns whether the class loader of the application finds another copy than this one; then the other copy serves the application. */
    static boolean isOvershadowed(ServletContext context) {
        try {
            return Class.forName(SocketIoInitializer.class.getName(), false, context.getClassLoader())
                    != SocketIoInitializer.class;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Logs a warning if there is more than one copy. */
    static void warn(ServletContext context) {
        try {
            var places = Collections.list(context.getClassLoader().getResources(CLASS_FILE)).stream()
                    .map(LibraryCopies::place)
                    .collect(Collectors.toCollection(java.util.TreeSet::new));
            if (places.size() > 1) {
                LOG.log(
                        Level.WARNING,
                        "SIO-0322 this application has the Socket.IO library {0} times: {1}. Keep one of them: in WEB-INF/lib, or for all WARs of"
                                + " an EAR in its lib folder",
                        places.size(),
                        String.join(", ", places));
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "copies of the library cannot be looked for", e);
        }
    }

    /** Returns the archive and its version. */
    private static String place(URL classFile) {
        String url = classFile.toString();
        String root = url.substring(0, url.length() - CLASS_FILE.length());
        String archive = root.replaceFirst("^jar:", "").replaceFirst("!?/$", "");
        return archive + version(root);
    }

    private static String version(String root) {
        try (InputStream file = URI.create(root + VERSION).toURL().openStream()) {
            Properties properties = new Properties();
            properties.load(file);
            return " (version " + properties.getProperty("version") + ")";
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
    }
}
