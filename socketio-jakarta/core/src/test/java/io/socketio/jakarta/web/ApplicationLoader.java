package io.socketio.jakarta.web;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Our classes again, as from WEB-INF/lib, and those of the tests; the APIs stay those of the container. */
final class ApplicationLoader extends URLClassLoader {

    private ApplicationLoader(List<URL> urls) {
        super(urls.toArray(URL[]::new), ApplicationLoader.class.getClassLoader());
    }

    static ApplicationLoader create() throws Exception {
        List<URL> ours = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = entry.replace('\\', '/');
            if (name.endsWith("core/target/classes")
                    || name.endsWith("core/target/test-classes")
                    || name.contains("yasson")
                    || name.contains("parsson")
                    || name.contains("json")) {
                ours.add(Path.of(entry).toUri().toURL());
            }
        }
        return new ApplicationLoader(ours);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("io.socketio.jakarta.")
                || name.startsWith("jakarta.json.")
                || name.startsWith("org.eclipse.")) {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
        return super.loadClass(name, resolve);
    }
}
