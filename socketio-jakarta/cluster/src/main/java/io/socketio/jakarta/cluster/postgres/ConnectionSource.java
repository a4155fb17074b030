package io.socketio.jakarta.cluster.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections come from. Thread-safe. */
interface ConnectionSource {

    /** May block for some seconds. */
    Connection connect() throws SQLException;

    /** Returns the address as the operator knows it, without credentials. */
    String address();

    /** Returns what the options name. @throws IllegalArgumentException if there is no such thing; the message does not contain the address */
    static ConnectionSource of(PostgresOptions options) {
        if (options.dataSource() != null) {
            return new DataSourceConnections(options.dataSource(), "the data source");
        }
        String address = options.address();
        return address.contains("://") ? DriverConnections.to(address) : DataSourceConnections.named(address);
    }
}
