package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.internal.log.LogText;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The connections of a data source, usually a pool of the container. */
record DataSourceConnections(DataSource dataSource, String address) implements ConnectionSource {

    /**
     * Looks the data source up, now: the names of an application cannot be looked up on threads that are not the container's.
     *
     * @param address the scheme and the JNDI name
     */
    static DataSourceConnections named(String address) {
        boolean hasScheme = address.regionMatches(true, 0, AddressReader.SCHEME, 0, AddressReader.SCHEME.length());
        String name = hasScheme ? address.substring(AddressReader.SCHEME.length()) : "";
        if (!name.startsWith("java:")) {
            throw new IllegalArgumentException(
                    "the address of PostgreSQL must be like postgresql://user:password@host:5432/database, "
                            + "or postgresql:java:comp/env/jdbc/cluster for a data source");
        }
        int question = name.indexOf('?');
        if (question >= 0) {
            throw new IllegalArgumentException("a data source has no parameters of PgJDBC, but there is "
                    + LogText.quoted(name.substring(question + 1).split("=")[0]));
        }
        try {
            if (InitialContext.doLookup(name) instanceof DataSource dataSource) {
                return new DataSourceConnections(dataSource, "the data source " + LogText.plain(name));
            }
        } catch (NamingException e) {
            throw new IllegalArgumentException("there is no data source " + LogText.plain(name), e);
        }
        throw new IllegalArgumentException(LogText.plain(name) + " is no javax.sql.DataSource");
    }

    @Override
    public Connection connect() throws SQLException {
        return dataSource.getConnection();
    }
}
