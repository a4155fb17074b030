package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Client;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The scope of one connection, counted by its sockets.
 *
 * @param beans of the connection
 * @param sockets how many use it
 */
record ConnectionState(Client client, BeanStore beans, int sockets) {

    /** All connections that have a socket. */
    static final class Table {

        private final ConcurrentMap<Client, ConnectionState> states = new ConcurrentHashMap<>();

        ConnectionState enter(Client client) {
            return states.compute(
                    client,
                    (key, present) -> present == null
                            ? new ConnectionState(client, new BeanStore(), 1)
                            : new ConnectionState(client, present.beans, present.sockets + 1));
        }

        /** One socket less; with the last one the scope ends. */
        void leave(Client client) {
            BeanStore[] ended = new BeanStore[1];
            states.computeIfPresent(client, (key, present) -> {
                if (present.sockets > 1) {
                    return new ConnectionState(client, present.beans, present.sockets - 1);
                }
                ended[0] = present.beans;
                return null;
            });
            if (ended[0] != null) {
                ended[0].close();
            }
        }

        int size() {
            return states.size();
        }
    }
}
