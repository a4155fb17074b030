package io.socketio.jakarta.containers;

/**
 * System class loader for a container that runs in this JVM and asks it before the application: hides the application's own classes, which the class
 * path of the tests has too. They lie in packages below this one.
 */
public final class ApartClassLoader extends ClassLoader {

    private static final String TESTS = ApartClassLoader.class.getPackageName() + ".";

    /** Called by the JVM. */
    public ApartClassLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(TESTS) && name.indexOf('.', TESTS.length()) > 0) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }
}
