package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.log.Loggers;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds what is offered to this library; what lacks its own libraries is passed over. */
final class Services {

    private Services() {}

    /** What is offered beside this library. */
    static <T> List<T> find(Class<T> type) {
        return find(type, type.getClassLoader());
    }

    /** What is offered to this class loader. */
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
