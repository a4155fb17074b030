package io.socketio.jakarta.containers.contexts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Stands before the sockets, and makes the bean's user the caller. */
@WebFilter(urlPatterns = "/socket.io/*", asyncSupported = true)
public class Door extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String query = request.getQueryString();
        Sight.look("filter", query);
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public @Nullable Principal getUserPrincipal() {
                        String name = Sight.name();
                        Sight.note("wrapper", name, query);
                        return name.equals(Member.NOBODY) || name.equals("inactive") ? null : () -> name;
                    }
                },
                response);
        Sight.look("filter after", query);
    }
}
