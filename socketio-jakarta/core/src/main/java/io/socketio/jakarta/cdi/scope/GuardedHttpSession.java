package io.socketio.jakarta.cdi.scope;

import io.socketio.jakarta.web.session.ServletHttpSession;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;

/**
 * The HttpSession in which a CDI implementation stores its beans. Once it has ended, the scope is not active: access to a bean throws
 * {@link ContextNotActiveException}. Listing and removing attributes still work, but find nothing. Weld does both when it cleans up, and without that
 * it could not leave the scope if the end of the session is reported on its thread.
 */
final class GuardedHttpSession implements HttpSession {

    private final ServletHttpSession guarded;

    GuardedHttpSession(ServletHttpSession guarded) {
        this.guarded = guarded;
    }

    private HttpSession present() {
        HttpSession present = guarded.session();
        if (present == null) {
            throw ended();
        }
        return present;
    }

    private static ContextNotActiveException ended() {
        return new ContextNotActiveException(
                "@SessionScoped is not active any more, because the HttpSession of this socket has ended");
    }

    @Override
    public String getId() {
        return guarded.id();
    }

    @Override
    public long getCreationTime() {
        return present().getCreationTime();
    }

    @Override
    public long getLastAccessedTime() {
        return present().getLastAccessedTime();
    }

    @Override
    public ServletContext getServletContext() {
        return present().getServletContext();
    }

    @Override
    public void setMaxInactiveInterval(int interval) {
        present().setMaxInactiveInterval(interval);
    }

    @Override
    public int getMaxInactiveInterval() {
        return present().getMaxInactiveInterval();
    }

    @Override
    public Object getAttribute(String name) {
        return present().getAttribute(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        HttpSession present = guarded.session();
        try {
            return present == null ? Collections.emptyEnumeration() : present.getAttributeNames();
        } catch (IllegalStateException e) {
            return Collections.emptyEnumeration();
        }
    }

    @Override
    public void setAttribute(String name, Object value) {
        present().setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        HttpSession present = guarded.session();
        if (present != null) {
            try {
                present.removeAttribute(name);
            } catch (IllegalStateException e) {
                // The session has just ended, and its attributes with it.
            }
        }
    }

    @Override
    public void invalidate() {
        present().invalidate();
    }

    @Override
    public boolean isNew() {
        return false;
    }
}
