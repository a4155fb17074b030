package io.socketio.jakarta.web.container;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The request of a socket as Weld sees it. Weld asks each request for its HttpSession; on Tomcat, to ask is to use the session, so a page that polls
 * would never be logged out. This request looks up the session when Weld looks for a bean in it.
 */
final class WeldRequest extends HttpServletRequestWrapper {

    WeldRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        // Tomcat does not count this question as a use.
        return !create && isRequestedSessionIdValid() ? onDemand() : super.getSession(create);
    }

    private HttpSession onDemand() {
        return (HttpSession) Proxy.newProxyInstance(
                WeldRequest.class.getClassLoader(), new Class<?>[] {HttpSession.class}, (proxy, method, arguments) -> {
                    HttpSession session = super.getSession(false);
                    if (session == null) {
                        throw new IllegalStateException("the HttpSession has ended");
                    }
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
