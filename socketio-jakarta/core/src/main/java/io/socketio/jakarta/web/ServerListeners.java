package io.socketio.jakarta.web;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the {@link ServerListener}s; those whose own libraries are missing are passed over. */
final class ServerListeners {

    private ServerListeners() {}

    static List<ServerListener> find() {
        List<ServerListener> found = new ArrayList<>();
        Iterator<ServerListener> all = ServiceLoader.load(ServerListener.class, ServerListener.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!all.hasNext()) {
                    return found;
                }
                found.add(all.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                System.getLogger(ServerListeners.class.getName()).log(Level.DEBUG, "a listener cannot be used", e);
            }
        }
    }
}
