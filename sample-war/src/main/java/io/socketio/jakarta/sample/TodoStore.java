package io.socketio.jakarta.sample;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
import org.jspecify.annotations.Nullable;

/** The todo list in an embedded database on disk: opened with the application, closed with it. Thread-safe. */
@ApplicationScoped
public class TodoStore {

    static final int MAX_TODOS = 100;

    private static final Logger LOG = System.getLogger(TodoStore.class.getName());
    private static final int MAX_CONNECTIONS = 4;
    private static final int LOGIN_TIMEOUT_SECONDS = 5;

    /** Held from counting the todos to adding one, so that the limit is one. */
    private final ReentrantLock adding = new ReentrantLock();

    /** Null while the database is not open. */
    private volatile @Nullable JdbcConnectionPool pool;

    /** When the database cannot be opened, the application starts without it. */
    void open(@Observes @Initialized(ApplicationScoped.class) ServletContext application) {
        Path file = DataFolder.of(application).resolve("todos");
        try {
            open(file);
            LOG.log(Level.INFO, "The todo list is kept in " + file);
        } catch (SQLException e) {
            // Most often another copy has the file open. The other applications do not need it.
            LOG.log(
                    Level.ERROR,
                    "No todo list: cannot open " + file + ". Choose another folder with the system property or"
                            + " context parameter " + DataFolder.SETTING,
                    e);
        }
    }

    /**
     * Opens the database, and makes it with three todos when there is none.
     *
     * @param file where it is, without the ending {@code .mv.db}; missing folders are made
     * @throws SQLException if it cannot be opened, for example because another process has it open
     */
    void open(Path file) throws SQLException {
        String path = file.toAbsolutePath().toString();
        if (path.indexOf(';') >= 0) {
            throw new SQLException("The path of the database must not contain ';': " + path);
        }
        // The container closes us in time; H2's own shutdown hook would keep the class loader of an undeployed
        // application.
        JdbcConnectionPool opened = JdbcConnectionPool.create(
                "jdbc:h2:file:" + path + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0", "sa", "");
        opened.setMaxConnections(MAX_CONNECTIONS);
        opened.setLoginTimeout(LOGIN_TIMEOUT_SECONDS);
        pool = opened;
        try {
            createTable();
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    /** Closes every connection, by which the database is closed, and takes its driver out of the DriverManager. */
    @PreDestroy
    void close() {
        JdbcConnectionPool opened = pool;
        if (opened != null) {
            pool = null;
            opened.dispose();
            Driver.unload();
        }
    }

    public boolean isOpen() {
        return pool != null;
    }

    /** All todos, oldest first. */
    public List<Todo> all() throws SQLException {
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

    /** @return null if the list is full */
    public @Nullable Todo add(String title) throws SQLException {
        adding.lock();
        try (Connection connection = connection()) {
            return count(connection) < MAX_TODOS ? insert(connection, title) : null;
        } finally {
            adding.unlock();
        }
    }

    /** @return false if there is no such todo */
    public boolean remove(long id) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM todo WHERE id = ?")) {
            delete.setLong(1, id);
            return delete.executeUpdate() > 0;
        }
    }

    private Connection connection() throws SQLException {
        JdbcConnectionPool opened = pool;
        if (opened == null) {
            throw new SQLException("The todo list is closed");
        }
        return opened.getConnection();
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
