package io.socketio.jakarta.session;

import io.socketio.jakarta.Socket;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The HttpSession in which a connection began, and its attributes: the data that the sockets of one user share with each other and with the servlets,
 * pages and {@code @SessionScoped} beans of the application. The data of one socket is in {@link Socket#data()}.
 *
 * <p>May be used on any thread. After the end of the session, reads return nothing and writes fail. This interface never creates a session and never
 * extends its lifetime.
 *
 * @since 0.1
 */
public interface HttpSessionAttributes {

    /** Returns the current id, which a login may change. After the end of the session: its last id. */
    String id();

    /** Returns whether the session is active. It may end at any time, even immediately after this method has returned true. */
    boolean isActive();

    /** Returns an attribute; null if there is none, or if the session has ended. */
    @Nullable
    Object attribute(String name);

    /**
     * Returns an attribute of a type; null if there is none, or if the session has ended.
     *
     * @throws ClassCastException if it has another type
     */
    default <T> @Nullable T attribute(String name, Class<T> type) {
        return type.cast(attribute(name));
    }

    /**
     * Sets an attribute.
     *
     * @throws HttpSessionEndedException if the session has ended
     */
    void set(String name, Object value);

    /**
     * Removes an attribute if it exists.
     *
     * @throws HttpSessionEndedException if the session has ended
     */
    void remove(String name);

    /** Returns the names of all attributes, as a copy. Containers and CDI store some of their own there. Empty after the end of the session. */
    Set<String> names();
}
