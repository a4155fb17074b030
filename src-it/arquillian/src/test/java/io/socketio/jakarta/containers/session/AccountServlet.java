package io.socketio.jakarta.containers.session;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.filter.Exchange;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** What a browser asks besides its sockets. */
@WebServlet("/account/*")
public class AccountServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Cart cart;

    @Inject
    transient Visit visit;

    @Inject
    transient Trolley trolley;

    @Inject
    transient Socket socket;

    @Inject
    transient Exchange exchange;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] path = String.valueOf(request.getPathInfo()).split("/");
        HttpSession session = request.getSession(path[1].equals("login"));
        Object answer = "";
        switch (path[1]) {
            case "login" -> answer = "welcome";
            case "add" -> answer = cart.add();
            case "set" -> session.setAttribute(path[2], path[3]);
            case "rename" -> request.changeSessionId();
            case "expire" -> session.setMaxInactiveInterval(1);
            case "logout" -> session.invalidate();
            case "made" -> answer = HttpSessions.made();
            case "outside" -> answer = outside(path[2]);
            default -> answer = session.getAttribute(path[2]);
        }
        response.getWriter().print(answer);
    }

    /** What belongs to a socket is asked for where there is none. */
    private String outside(String what) {
        try {
            Object found =
                    switch (what) {
                        case "socket" -> socket.id();
                        case "exchange" -> exchange.phase();
                        case "trolley" -> trolley.push();
                        default -> visit.call();
                    };
            return "found " + found;
        } catch (ContextNotActiveException e) {
            return "not active";
        }
    }
}
