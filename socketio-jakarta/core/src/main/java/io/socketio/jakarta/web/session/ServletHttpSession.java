package io.socketio.jakarta.web.session;

import io.socketio.jakarta.session.HttpSessionAttributes;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** What {@link io.socketio.jakarta.Socket#httpSession()} is in a web application; for what joins sockets with other parts of the container. */
public interface ServletHttpSession extends HttpSessionAttributes {

    /** The session itself; null after its end. Not to be kept: its methods throw once it has ended. */
    @Nullable
    HttpSession session();
}
