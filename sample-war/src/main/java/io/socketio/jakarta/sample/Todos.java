package io.socketio.jakarta.sample;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A todo list that all share. {@code todo:get} is answered by {@code todos} with the whole list; after {@code todo:add} and {@code todo:remove}
 * everybody gets it.
 */
@SocketIoNamespace("/todo")
public class Todos {

    static final int MAX_TITLE = 200;

    private static final Logger LOG = System.getLogger(Todos.class.getName());

    @Inject
    TodoStore store;

    /** Held from reading the list to sending it, so that the newest list is the last that anybody gets. */
    private final ReentrantLock sending = new ReentrantLock();

    /** Without a database there is no todo list: refuses who wants to connect, and says why. */
    @OnConnecting
    void admit() {
        if (!store.isOpen()) {
            throw new ConnectRefused("the todo list has no database; see the server's log");
        }
    }

    @OnEvent("todo:get")
    Answer get(Socket socket) throws SQLException {
        sendList(list -> socket.emit("todos", list));
        return Answer.OK;
    }

    @OnEvent("todo:add")
    Answer add(Namespace everybody, @NotNull @Line(max = MAX_TITLE) String title) throws SQLException {
        Todo todo = store.add(title.strip());
        if (todo == null) {
            throw new EventRefused("the list is full: " + TodoStore.MAX_TODOS + " todos; remove one first");
        }
        sendList(list -> everybody.emit("todos", list));
        return Answer.made(todo.id());
    }

    @OnEvent("todo:remove")
    Answer remove(Namespace everybody, @NotNull @Pattern(regexp = "\\d{1,18}", message = "must be a number") String id)
            throws SQLException {
        if (!store.remove(Long.parseLong(id))) {
            throw new EventRefused("there is no todo " + id);
        }
        sendList(list -> everybody.emit("todos", list));
        return Answer.OK;
    }

    /** When the database fails, the client is told no more than the fact. */
    @OnError
    AckError failed(SQLException e) {
        LOG.log(Level.ERROR, "The todo database failed", e);
        return new AckError("the database failed");
    }

    private void sendList(Consumer<List<Todo>> target) throws SQLException {
        sending.lock();
        try {
            target.accept(store.all());
        } finally {
            sending.unlock();
        }
    }
}
