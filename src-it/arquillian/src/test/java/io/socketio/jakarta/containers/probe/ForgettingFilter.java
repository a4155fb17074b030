package io.socketio.jakarta.containers.probe;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;

/**
 * Lets the thread of the request forget what TomEE 10.0.0-M2 remembers on it. There, a thread remembers the application whose request it has, and its
 * BeginWebBeansListener puts back what was remembered before where the request ends. An asynchronous request ends on another thread; so the first one
 * goes on remembering its application, through all requests that come after.
 */
@WebFilter("/*")
public class ForgettingFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Begins the name of the request's attribute for what was remembered before. */
    private static final String BEFORE = "org.apache.tomee.catalina.WebBeansListener@";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Collections.list(request.getAttributeNames()).stream()
                .filter(name -> name.startsWith(BEFORE))
                .forEach(request::removeAttribute);
        chain.doFilter(request, response);
    }
}
