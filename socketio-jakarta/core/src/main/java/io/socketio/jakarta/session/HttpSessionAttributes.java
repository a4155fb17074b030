package io.socketio.jakarta.session;

import io.socketio.jakarta.Socket;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The HttpSession in which a connection began, and its attributes: what the sockets of one user share with each other and with the servlets, pages and
 * {@code @SessionScoped} beans of the application. What belongs to one socket is in {@link Socket#data()}.
 *
 * <p>May be used on any thread. After the end of the session, reads give nothing and writes fail; nothing here creates a session or lets it live
 * longer than the container does.
 *
 * @since 0.1
 */
public interface HttpSessionAttributes {

    /** The id as it is now; a login may change it. After the end of the session: the last one. */
    String id();

    /** Whether the session goes on. It may end at any time, also right after this has said that it goes on. */
    boolean isActive();

    /** One attribute; null when there is none, or the session has ended. */
    @Nullable
    Object attribute(String name);

    /**
     * One attribute of a type.
     *
     * @throws ClassCastException if it is of another type
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
     * Removes an attribute, if it is there.
     *
     * @throws HttpSessionEndedException if the session has ended
     */
    void remove(String name);

    /** The names of all attributes; a copy. Containers and CDI keep some of their own there. Empty after the end of the session. */
    Set<String> names();
}
