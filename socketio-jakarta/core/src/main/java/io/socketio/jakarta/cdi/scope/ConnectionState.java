package io.socketio.jakarta.cdi.scope;

import io.socketio.jakarta.Client;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The scope of one connection: it begins with the first socket and ends with the connection, even if all sockets have left before. */
public record ConnectionState(BeanStore beans) {

    /** All open connections that have had a socket. */
    public static final class Table {

        private final ConcurrentMap<Client, ConnectionState> states = new ConcurrentHashMap<>();

        public ConnectionState of(Client client) {
            ConnectionState present = states.get(client);
            if (present != null) {
                return present;
            }
            ConnectionState fresh = new ConnectionState(new BeanStore());
            ConnectionState other = states.putIfAbsent(client, fresh);
            if (other != null) {
                return other;
            }
            client.onClose(() -> end(client));
            return fresh;
        }

        private void end(Client client) {
            ConnectionState ended = states.remove(client);
            if (ended != null) {
                ended.beans.close();
            }
        }

        /** Ends the scopes of all connections with the application, whether or not all connections have closed in time. */
        public void endAll() {
            states.keySet().forEach(this::end);
        }

        int size() {
            return states.size();
        }
    }
}
