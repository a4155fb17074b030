package io.socketio.jakarta.sample;

import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A chat that remembers. {@code connecting} is answered by {@code connected} with people and messages, the others hear {@code joined};
 * {@code writeMessage} gives everybody {@code messageWritten}; who leaves is announced by {@code disconnected}.
 */
@SocketIoNamespace("/history")
public class History {

    static final int MAX_NAME = 20;
    static final int MAX_MESSAGE = 1000;
    static final int MAX_MESSAGES = 50;
    static final int MAX_PEOPLE = 200;

    /** What {@code connecting} carries. */
    public record Newcomer(@NotNull @Line(max = MAX_NAME) String username) {}

    /**
     * What {@code writeMessage} carries.
     *
     * @param username ignored if the socket has joined
     */
    public record Written(
            @Line(max = MAX_NAME) @Nullable String username,
            @NotNull @Text(max = MAX_MESSAGE) String message) {}

    @Inject
    Member member;

    /** Held while the lists change and are announced, so that the newest list is the last that anybody gets. */
    private final ReentrantLock lock = new ReentrantLock();

    private final RecentMessages messages = new RecentMessages(MAX_MESSAGES);
    private final People people = new People(MAX_PEOPLE);

    @OnEvent("connecting")
    Answer connecting(Socket socket, @NotNull @Valid Newcomer newcomer) {
        String username = newcomer.username().strip();
        lock.lock();
        try {
            if (!people.hasRoomFor(username)) {
                throw new EventRefused("the room is full: " + MAX_PEOPLE + " people");
            }
            member.join(username);
            people.join(username);
            List<Map<String, String>> list = people.list();
            socket.emit("connected", Map.of("connectedUserList", list, "messagesList", messages.list()));
            socket.broadcast().emit("joined", Map.of("connectedUserList", list));
        } finally {
            lock.unlock();
        }
        return Answer.OK;
    }

    @OnEvent("writeMessage")
    Answer writeMessage(Namespace room, @NotNull @Valid Written written) {
        String username = authorOf(written);
        lock.lock();
        try {
            messages.add(username, written.message());
            room.emit("messageWritten", Map.of("messagesList", messages.list()));
        } finally {
            lock.unlock();
        }
        return Answer.OK;
    }

    @OnDisconnect
    void left(Namespace room) {
        if (!member.hasJoined()) {
            return;
        }
        lock.lock();
        try {
            people.leave(member.name());
            room.emit("disconnected", Map.of("connectedUserList", people.list()));
        } finally {
            lock.unlock();
        }
    }

    /** Who has joined keeps his name. Who has not (a second connection of the same page) says it with each message. */
    private String authorOf(Written written) {
        if (member.hasJoined()) {
            return member.name();
        }
        if (written.username() == null) {
            throw new EventRefused("join first, or say your name with the message");
        }
        return written.username().strip();
    }
}
