package io.socketio.jakarta.conformance;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/** Shows a WAR the classes of Tomcat and nothing else of the tests' class path, so that it finds in itself what it needs on a Tomcat as it comes. */
final class StockTomcatLoader extends ClassLoader {

    private static final List<String> PACKAGES = List.of(
            "org.apache.",
            "jakarta.servlet.",
            "jakarta.websocket.",
            "jakarta.el.",
            "jakarta.annotation.",
            "jakarta.security.");
    private static final String JARS = "tomcat-";

    private final ClassLoader tests = Tomcat.class.getClassLoader();

    StockTomcatLoader() {
        super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (PACKAGES.stream().noneMatch(name::startsWith)) {
            throw new ClassNotFoundException(name);
        }
        return tests.loadClass(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        URL found = tests.getResource(name);
        return found == null || !isTomcat(found) ? null : found;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return Collections.enumeration(Collections.list(tests.getResources(name)).stream()
                .filter(StockTomcatLoader::isTomcat)
                .toList());
    }

    private static boolean isTomcat(URL resource) {
        return resource.getPath().contains(JARS);
    }
}
