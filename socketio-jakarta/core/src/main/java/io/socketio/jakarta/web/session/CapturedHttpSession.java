package io.socketio.jakarta.web.session;

import io.socketio.jakarta.internal.core.connection.LinkedHttpSession;
import io.socketio.jakarta.session.HttpSessionEndedException;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The HttpSession of a handshake, kept until the session or its connection ends, whichever comes first. Containers allow the use of a session outside
 * of requests, and throw {@link IllegalStateException} after its end; this class handles that exception and reports the session as ended.
 */
public final class CapturedHttpSession implements LinkedHttpSession, ServletHttpSession {

    /** Null after the end. */
    private volatile @Nullable HttpSession session;

    private volatile String id;

    public CapturedHttpSession(HttpSession session) {
        this.session = session;
        this.id = session.getId();
    }

    @Override
    public void release() {
        id();
        session = null;
    }

    @Override
    public @Nullable HttpSession session() {
        HttpSession present = session;
        return present != null && isValid(present) ? present : null;
    }

    /**
     * Returns whether the session is still valid. The API has no method for this: containers refuse the creation time after the end, and reading it
     * has no side effect.
     */
    private static boolean isValid(HttpSession session) {
        try {
            session.getCreationTime();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Override
    public String id() {
        HttpSession present = session;
        if (present != null) {
            try {
                id = present.getId();
            } catch (IllegalStateException e) {
                // The session has ended; return its last id.
            }
        }
        return id;
    }

    @Override
    public boolean isActive() {
        return session() != null;
    }

    @Override
    public @Nullable Object attribute(String name) {
        HttpSession present = session;
        try {
            return present == null ? null : present.getAttribute(name);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    @Override
    public void set(String name, Object value) {
        HttpSession present = forChange(name);
        try {
            present.setAttribute(name, Objects.requireNonNull(value, "value"));
        } catch (IllegalStateException e) {
            throw explained(present, name, e);
        }
    }

    @Override
    public void remove(String name) {
        HttpSession present = forChange(name);
        try {
            present.removeAttribute(name);
        } catch (IllegalStateException e) {
            throw explained(present, name, e);
        }
    }

    private HttpSession forChange(String name) {
        HttpSession present = session;
        if (present == null) {
            throw new HttpSessionEndedException(name);
        }
        return present;
    }

    /** Returns the exception to throw: attribute listeners run during a change, and may throw for reasons of their own. */
    private static IllegalStateException explained(HttpSession session, String name, IllegalStateException thrown) {
        return isValid(session) ? thrown : new HttpSessionEndedException(name);
    }

    @Override
    public Set<String> names() {
        HttpSession present = session;
        try {
            return present == null ? Set.of() : new HashSet<>(Collections.list(present.getAttributeNames()));
        } catch (IllegalStateException e) {
            return Set.of();
        }
    }

    /** Omits the id: whoever has it can impersonate the user. */
    @Override
    public String toString() {
        return "HttpSession[" + (isActive() ? "active" : "ended") + "]";
    }
}
