package io.socketio.jakarta.cluster.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** Connections that PgJDBC makes. The only class that needs PgJDBC in the application. */
final class DriverConnections implements ConnectionSource {

    private static final String WRONG =
            "the address of PostgreSQL must be like postgresql://user:password@host:5432/database, "
                    + "with %-escapes for special characters in user and password";

    /** Longest time for one connection attempt and for an answer, in seconds; parameters of the address override it. */
    private static final String TIMEOUT = "5";

    private final Driver driver = new Driver();
    private final String url;
    private final Properties properties = new Properties();
    private final String address;

    private DriverConnections(String server, String parameters) {
        this.address = server;
        this.url = "jdbc:postgresql://" + server + parameters;
        properties.setProperty("connectTimeout", TIMEOUT);
        properties.setProperty("socketTimeout", TIMEOUT);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "Socket.IO");
        if (isVisibleToDriver(NotificationSocketFactory.class)) {
            properties.setProperty("socketFactory", NotificationSocketFactory.class.getName());
        }
    }

    /** Not if the driver is a library of the container, and this one of the application. */
    private static boolean isVisibleToDriver(Class<?> type) {
        try {
            return Class.forName(type.getName(), false, Driver.class.getClassLoader()) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static DriverConnections to(String uri) {
        String rest = uri.substring(uri.indexOf("://") + 3);
        int question = rest.indexOf('?');
        String parameters = question < 0 ? "" : rest.substring(question);
        String beforeParameters = question < 0 ? rest : rest.substring(0, question);
        int slash = beforeParameters.indexOf('/');
        String authority = slash < 0 ? beforeParameters : beforeParameters.substring(0, slash);
        String database = slash < 0 ? "/" : beforeParameters.substring(slash);
        int at = authority.lastIndexOf('@');
        DriverConnections connections = new DriverConnections(authority.substring(at + 1) + database, parameters);
        if (at >= 0) {
            connections.setCredentials(authority.substring(0, at));
        }
        // Its own exception would contain the parameters, and so perhaps a password.
        if (!connections.driver.acceptsURL(connections.url)) {
            throw new IllegalArgumentException(WRONG);
        }
        return connections;
    }

    private void setCredentials(String userInfo) {
        int colon = userInfo.indexOf(':');
        try {
            properties.setProperty(
                    "user", AddressReader.percentDecoded(colon < 0 ? userInfo : userInfo.substring(0, colon)));
            if (colon >= 0) {
                properties.setProperty("password", AddressReader.percentDecoded(userInfo.substring(colon + 1)));
            }
        } catch (IllegalArgumentException e) {
            // No cause: its message contains the credentials.
            throw new IllegalArgumentException(WRONG);
        }
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException(WRONG);
        }
        return connection;
    }

    @Override
    public String address() {
        return address;
    }
}
