package io.socketio.jakarta.cdi.scope;

import io.socketio.jakarta.web.session.ServletHttpSession;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;

/**
 * The HttpSession that a CDI implementation keeps its beans in. Once it has ended, the scope is not active: whoever wants a bean is told so. But what
 * there is can be listed and removed, nothing then: Weld tidies up so, and could not leave the scope otherwise, if the end was told on its thread.
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
                // It has ended just now, and the attribute with it.
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
