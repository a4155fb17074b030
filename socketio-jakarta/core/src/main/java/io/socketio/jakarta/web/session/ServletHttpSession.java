package io.socketio.jakarta.web.session;

import io.socketio.jakarta.session.HttpSessionAttributes;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * The type of {@link io.socketio.jakarta.Socket#httpSession()} in a web application, for code that connects sockets with other parts of the
 * container.
 */
public interface ServletHttpSession extends HttpSessionAttributes {

    /** Returns the session itself; null after its end. Do not keep it: its methods throw once it has ended. */
    @Nullable
    HttpSession session();
}
