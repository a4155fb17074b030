package io.socketio.jakarta.sample;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A chat room. {@code add user} is answered by {@code login}; the others hear {@code user joined}, {@code new message}, {@code typing},
 * {@code stop typing} and {@code user left}. A sender does not hear himself.
 */
@SocketIoNamespace("/")
public class Chat {

    static final int MAX_NAME = 20;
    static final int MAX_MESSAGE = 2000;

    @Inject
    Member member;

    /** Held while the number changes and is announced, so that everybody hears the numbers in their order. */
    private final ReentrantLock lock = new ReentrantLock();

    private int users;

    @OnEvent("add user")
    Answer addUser(Socket socket, @NotNull @Line(max = MAX_NAME) String username) {
        member.join(username.strip());
        lock.lock();
        try {
            users++;
            socket.emit("login", Map.of("users", users));
            socket.broadcast().emit("user joined", Map.of("username", member.name(), "users", users));
        } finally {
            lock.unlock();
        }
        return Answer.OK;
    }

    @OnEvent("new message")
    @MembersOnly
    @RateLimited(20)
    Answer newMessage(Socket socket, @NotNull @Text(max = MAX_MESSAGE) String message) {
        socket.broadcast().emit("new message", Map.of("username", member.name(), "message", message));
        return Answer.OK;
    }

    @OnEvent("typing")
    @MembersOnly
    Answer typing(Socket socket) {
        socket.broadcast().emit("typing", Map.of("username", member.name()));
        return Answer.OK;
    }

    @OnEvent("stop typing")
    @MembersOnly
    Answer stopTyping(Socket socket) {
        socket.broadcast().emit("stop typing", Map.of("username", member.name()));
        return Answer.OK;
    }

    @OnDisconnect
    void left(Namespace chat) {
        if (!member.hasJoined()) {
            return;
        }
        lock.lock();
        try {
            users--;
            chat.emit("user left", Map.of("username", member.name(), "users", users));
        } finally {
            lock.unlock();
        }
    }
}
