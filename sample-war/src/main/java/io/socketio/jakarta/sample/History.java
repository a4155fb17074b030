package io.socketio.jakarta.sample;

import static io.socketio.jakarta.sample.Answers.answering;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A chat that remembers. {@code connecting} is answered by {@code connected} with people and messages, the others hear {@code joined};
 * {@code writeMessage} gives everybody {@code messageWritten}; who leaves is announced by {@code disconnected}.
 */
final class History {

    static final int MAX_NAME = 20;
    static final int MAX_MESSAGE = 1000;
    static final int MAX_MESSAGES = 50;
    static final int MAX_PEOPLE = 200;

    private static final String USERNAME = "username";

    private final Namespace namespace;

    /** Held while the lists change and are announced, so that the newest list is the last that anybody gets. */
    private final ReentrantLock lock = new ReentrantLock();

    private final RecentMessages messages = new RecentMessages(MAX_MESSAGES);
    private final People people = new People(MAX_PEOPLE);

    History(Namespace namespace) {
        this.namespace = namespace;
    }

    void start() {
        namespace.onConnection(socket -> {
            socket.on("connecting", answering(this::connecting));
            socket.on("writeMessage", answering(this::writeMessage));
            socket.onDisconnect(reason -> leave(socket));
        });
    }

    private void connecting(Event event) throws BadInput {
        Socket socket = event.socket();
        String username = Input.line(Input.object(event.arg(0), "connecting").get(USERNAME), USERNAME, MAX_NAME);
        if (username(socket) != null) {
            throw new BadInput("you have joined already");
        }
        lock.lock();
        try {
            people.join(username);
            socket.data().put(USERNAME, username);
            List<Map<String, String>> list = people.list();
            socket.emit("connected", Map.of("connectedUserList", list, "messagesList", messages.list()));
            socket.broadcast().emit("joined", Map.of("connectedUserList", list));
        } finally {
            lock.unlock();
        }
        Answers.ok(event);
    }

    private void writeMessage(Event event) throws BadInput {
        Map<?, ?> written = Input.object(event.arg(0), "writeMessage");
        String message = Input.text(written.get("message"), "message", MAX_MESSAGE);
        // Who has joined keeps his name. Who has not (a second connection of the same page) says it with each message.
        String username = username(event.socket());
        if (username == null) {
            username = Input.line(written.get(USERNAME), USERNAME, MAX_NAME);
        }
        lock.lock();
        try {
            messages.add(username, message);
            namespace.emit("messageWritten", Map.of("messagesList", messages.list()));
        } finally {
            lock.unlock();
        }
        Answers.ok(event);
    }

    private void leave(Socket socket) {
        String username = username(socket);
        if (username == null) {
            return;
        }
        lock.lock();
        try {
            people.leave(username);
            namespace.emit("disconnected", Map.of("connectedUserList", people.list()));
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable String username(Socket socket) {
        return socket.data(USERNAME, String.class);
    }
}
