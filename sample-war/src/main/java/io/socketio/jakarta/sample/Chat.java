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
import java.util.concurrent.CompletionStage;

/**
 * A chat room. {@code add user} is answered by {@code login}; the others hear {@code user joined}, {@code new message}, {@code typing},
 * {@code stop typing} and {@code user left}. A sender does not hear himself. In a cluster, it is one room on all servers.
 */
@SocketIoNamespace("/")
public class Chat {

    static final int MAX_NAME = 20;
    static final int MAX_MESSAGE = 2000;

    /** The room of the sockets that have a name. */
    private static final String MEMBERS = "members";

    @Inject
    Member member;

    @OnEvent("add user")
    CompletionStage<Answer> addUser(Socket socket, @NotNull @Line(max = MAX_NAME) String username) {
        member.join(username.strip());
        String name = member.name();
        socket.join(MEMBERS);
        return count(socket.namespace()).thenApply(users -> {
            socket.emit("login", Map.of("users", users));
            socket.broadcast().emit("user joined", Map.of("username", name, "users", users));
            return Answer.OK;
        });
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
        String name = member.name();
        count(chat).thenAccept(users -> chat.emit("user left", Map.of("username", name, "users", users)));
    }

    /** How many have a name, on all servers; if one does not answer, on this one. */
    private static CompletionStage<Integer> count(Namespace chat) {
        return chat.in(MEMBERS)
                .fetchSockets()
                .handle((all, failure) ->
                        failure == null ? all.size() : chat.socketsIn(MEMBERS).size());
    }
}
