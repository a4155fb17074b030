package io.socketio.jakarta.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.Driver;
import org.h2.jdbcx.JdbcConnectionPool;

/** The todo list in an embedded database on disk. Thread-safe. */
final class TodoStore implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 4;
    private static final int LOGIN_TIMEOUT_SECONDS = 5;

    private final int maxTodos;
    private final JdbcConnectionPool pool;

    /** Held from counting the todos to adding one, so that the limit is one. */
    private final ReentrantLock adding = new ReentrantLock();

    /**
     * Opens the database, and makes it with three todos when there is none.
     *
     * @param file where it is, without the ending {@code .mv.db}; missing folders are made
     * @param maxTodos how many todos the list may hold
     * @throws SQLException if it cannot be opened, for example because another process has it open
     */
    TodoStore(Path file, int maxTodos) throws SQLException {
        String path = file.toAbsolutePath().toString();
        if (path.indexOf(';') >= 0) {
            throw new SQLException("The path of the database must not contain ';': " + path);
        }
        this.maxTodos = maxTodos;
        // The container closes us in time; H2's own shutdown hook would keep the class loader of an undeployed
        // application.
        pool = JdbcConnectionPool.create(
                "jdbc:h2:file:" + path + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0", "sa", "");
        pool.setMaxConnections(MAX_CONNECTIONS);
        pool.setLoginTimeout(LOGIN_TIMEOUT_SECONDS);
        try {
            createTable();
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    /** All todos, oldest first. */
    List<Todo> all() throws SQLException {
        try (Connection connection = connection();
                PreparedStatement select = connection.prepareStatement("SELECT id, title FROM todo ORDER BY id");
                ResultSet rows = select.executeQuery()) {
            List<Todo> todos = new ArrayList<>();
            while (rows.next()) {
                todos.add(new Todo(Long.toString(rows.getLong(1)), rows.getString(2)));
            }
            return List.copyOf(todos);
        }
    }

    /** @throws BadInput if the list is full */
    Todo add(String title) throws SQLException, BadInput {
        adding.lock();
        try (Connection connection = connection()) {
            if (count(connection) >= maxTodos) {
                throw new BadInput("the list is full: " + maxTodos + " todos; remove one first");
            }
            return insert(connection, title);
        } finally {
            adding.unlock();
        }
    }

    /** @return false if there is no such todo */
    boolean remove(long id) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM todo WHERE id = ?")) {
            delete.setLong(1, id);
            return delete.executeUpdate() > 0;
        }
    }

    /** Closes every connection, by which the database is closed, and takes its driver out of the DriverManager. */
    @Override
    public void close() {
        pool.dispose();
        Driver.unload();
    }

    private Connection connection() throws SQLException {
        try {
            return pool.getConnection();
        } catch (IllegalStateException e) {
            throw new SQLException("The todo list is closed", e);
        }
    }

    private void createTable() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            try (ResultSet table = connection.getMetaData().getTables(null, "PUBLIC", "TODO", null)) {
                if (table.next()) {
                    return;
                }
            }
            statement.execute("CREATE TABLE todo (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
                    + "title VARCHAR(" + Todos.MAX_TITLE + ") NOT NULL)");
            for (String title : List.of("Eat", "Sleep", "Repeat")) {
                insert(connection, title);
            }
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM todo");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Todo insert(Connection connection, String title) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO todo (title) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, title);
            insert.executeUpdate();
            try (ResultSet key = insert.getGeneratedKeys()) {
                key.next();
                return new Todo(Long.toString(key.getLong(1)), title);
            }
        }
    }
}
