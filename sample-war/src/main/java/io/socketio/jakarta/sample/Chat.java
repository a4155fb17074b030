package io.socketio.jakarta.sample;

import static io.socketio.jakarta.sample.Answers.answering;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A chat room. {@code add user} is answered by {@code login}; the others hear {@code user joined}, {@code new message}, {@code typing},
 * {@code stop typing} and {@code user left}. A sender does not hear himself.
 */
final class Chat {

    static final int MAX_NAME = 20;
    static final int MAX_MESSAGE = 2000;

    private static final String USERNAME = "username";

    private final Namespace namespace;

    /** Held while the number changes and is announced, so that everybody hears the numbers in their order. */
    private final ReentrantLock lock = new ReentrantLock();

    private int users;

    Chat(Namespace namespace) {
        this.namespace = namespace;
    }

    void start() {
        namespace.onConnection(socket -> {
            socket.on("add user", answering(this::addUser));
            socket.on("new message", answering(this::newMessage));
            socket.on("typing", answering(event -> tellOthers(event, "typing")));
            socket.on("stop typing", answering(event -> tellOthers(event, "stop typing")));
            socket.onDisconnect(reason -> leave(socket));
        });
    }

    private void addUser(Event event) throws BadInput {
        Socket socket = event.socket();
        String username = Input.line(event.arg(0), USERNAME, MAX_NAME);
        if (username(socket) != null) {
            throw new BadInput("you have joined already");
        }
        socket.data().put(USERNAME, username);
        lock.lock();
        try {
            users++;
            socket.emit("login", Map.of("users", users));
            socket.broadcast().emit("user joined", Map.of(USERNAME, username, "users", users));
        } finally {
            lock.unlock();
        }
        Answers.ok(event);
    }

    private void newMessage(Event event) throws BadInput {
        String username = sender(event);
        String message = Input.text(event.arg(0), "message", MAX_MESSAGE);
        event.socket().broadcast().emit("new message", Map.of(USERNAME, username, "message", message));
        Answers.ok(event);
    }

    private void tellOthers(Event event, String name) throws BadInput {
        event.socket().broadcast().emit(name, Map.of(USERNAME, sender(event)));
        Answers.ok(event);
    }

    private void leave(Socket socket) {
        String username = username(socket);
        if (username == null) {
            return;
        }
        lock.lock();
        try {
            users--;
            namespace.emit("user left", Map.of(USERNAME, username, "users", users));
        } finally {
            lock.unlock();
        }
    }

    private static String sender(Event event) throws BadInput {
        String username = username(event.socket());
        if (username == null) {
            throw new BadInput("join first: emit 'add user' with your name");
        }
        return username;
    }

    private static @Nullable String username(Socket socket) {
        return socket.data(USERNAME, String.class);
    }
}
