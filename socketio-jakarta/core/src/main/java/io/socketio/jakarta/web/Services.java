package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.log.Loggers;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds service implementations and skips those whose own libraries are missing. */
final class Services {

    private Services() {}

    /** Finds the implementations beside this library. */
    static <T> List<T> find(Class<T> type) {
        return find(type, type.getClassLoader());
    }

    /** Finds the implementations that this class loader sees. */
    static <T> List<T> find(Class<T> type, ClassLoader loader) {
        List<T> found = new ArrayList<>();
        Iterator<T> all = ServiceLoader.load(type, loader).iterator();
        while (true) {
            try {
                if (!all.hasNext()) {
                    return found;
                }
                found.add(all.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                Loggers.SERVER.log(Level.DEBUG, "a service cannot be used", e);
            }
        }
    }
}
