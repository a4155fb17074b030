package io.socketio.jakarta.sample;

import static io.socketio.jakarta.sample.Answers.answering;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventListener;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A todo list that all share. {@code todo:get} is answered by {@code todos} with the whole list; after {@code todo:add} and {@code todo:remove}
 * everybody gets it.
 */
final class Todos {

    static final int MAX_TITLE = 200;
    static final int MAX_TODOS = 100;

    private static final int MAX_ID = 19;
    private static final Logger LOG = System.getLogger(Todos.class.getName());

    private final Namespace namespace;
    private final TodoStore store;

    /** Held from reading the list to sending it, so that the newest list is the last that anybody gets. */
    private final ReentrantLock sending = new ReentrantLock();

    Todos(Namespace namespace, TodoStore store) {
        this.namespace = namespace;
        this.store = store;
    }

    void start() {
        namespace.onConnection(socket -> {
            socket.on("todo:get", stored(this::get));
            socket.on("todo:add", stored(this::add));
            socket.on("todo:remove", stored(this::remove));
        });
    }

    /** Without a database there is no todo list: refuses who wants to connect, and says why. */
    static void refuse(Namespace namespace) {
        namespace.use(
                (socket, next) -> next.fail(new ConnectRefused("the todo list has no database; see the server's log")));
    }

    private void get(Event event) throws SQLException {
        Socket socket = event.socket();
        sending.lock();
        try {
            socket.emit("todos", store.all());
        } finally {
            sending.unlock();
        }
        Answers.ok(event);
    }

    private void add(Event event) throws SQLException, BadInput {
        Todo todo = store.add(Input.line(event.arg(0), "title", MAX_TITLE));
        tellAll();
        Answers.ok(event, "id", todo.id());
    }

    private void remove(Event event) throws SQLException, BadInput {
        String id = Input.line(event.arg(0), "id", MAX_ID);
        if (!store.remove(number(id))) {
            throw new BadInput("there is no todo " + id);
        }
        tellAll();
        Answers.ok(event);
    }

    private void tellAll() throws SQLException {
        sending.lock();
        try {
            namespace.emit("todos", store.all());
        } finally {
            sending.unlock();
        }
    }

    private static long number(String id) throws BadInput {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new BadInput("there is no todo " + id);
        }
    }

    /** A listener that works on the database. When that fails, the client is told no more than the fact. */
    private static EventListener stored(EventListener listener) {
        return answering(event -> {
            try {
                listener.onEvent(event);
            } catch (SQLException e) {
                LOG.log(Level.ERROR, "The todo database failed on '" + event.name() + "'", e);
                Answers.error(event, "the database failed");
            }
        });
    }
}
