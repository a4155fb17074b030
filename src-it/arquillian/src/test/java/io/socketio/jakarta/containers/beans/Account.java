package io.socketio.jakarta.containers.beans;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Logs in and out, as the container does it. */
@WebServlet({"/login", "/logout"})
public class Account extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getServletPath().equals("/login")) {
            request.getSession();
            request.login(request.getParameter("user"), request.getParameter("password"));
            response.getWriter().print(request.getUserPrincipal().getName());
        } else {
            request.logout();
            request.getSession().invalidate();
        }
    }
}
