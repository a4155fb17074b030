package io.socketio.jakarta.containers.session;

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
            default -> answer = session.getAttribute(path[2]);
        }
        response.getWriter().print(answer);
    }
}
