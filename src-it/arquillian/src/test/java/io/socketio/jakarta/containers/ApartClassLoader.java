package io.socketio.jakarta.containers;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * System class loader for a container that runs in this JVM and asks its own class path before the application: hides the applications' classes, which
 * the class path of the tests has too. They lie in packages below this one. All others it loads itself, so that none leads past it.
 */
public final class ApartClassLoader extends URLClassLoader {

    private static final String TESTS = ApartClassLoader.class.getPackageName() + ".";

    static {
        registerAsParallelCapable();
    }

    /** Called by the JVM. */
    public ApartClassLoader(ClassLoader parent) throws MalformedURLException {
        super("apart", classPath(), parent.getParent());
    }

    private static URL[] classPath() throws MalformedURLException {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = Path.of(entries[i]).toUri().toURL();
        }
        return urls;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(TESTS) && name.indexOf('.', TESTS.length()) > 0) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }
}
