package io.socketio.jakarta;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A login, which answers with the id of its HttpSession, a login that changes the id, and a logout. */
public final class AccountServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Adds it at {@code /account/*}. */
    public static void addTo(Context context) {
        Tomcat.addServlet(context, "account", new AccountServlet());
        context.addServletMappingDecoded("/account/*", "account");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (String.valueOf(request.getPathInfo())) {
            case "/login" -> response.getWriter().print(request.getSession().getId());
            case "/rename" -> response.getWriter().print(request.changeSessionId());
            default -> request.getSession(false).invalidate();
        }
    }
}
