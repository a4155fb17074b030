package io.socketio.jakarta.sample;

import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.annotation.SocketScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who sits behind the current socket. Injected once, it is another instance for each socket. */
@SocketScoped
public class Member {

    /** Null until the socket has said who it is. */
    private @Nullable String name;

    public boolean hasJoined() {
        return name != null;
    }

    /** The name of somebody who has joined. */
    public String name() {
        return Objects.requireNonNull(name);
    }

    /** @throws EventRefused the second time */
    public void join(String newName) {
        if (name != null) {
            throw new EventRefused("you have joined already");
        }
        name = newName;
    }
}
