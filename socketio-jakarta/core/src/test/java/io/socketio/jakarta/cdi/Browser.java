package io.socketio.jakarta.cdi;

import io.socket.client.Socket;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A user of a test application: makes HTTP requests and opens sockets in one HttpSession. */
final class Browser {

    private final WeldTomcat tomcat;
    private String sessionId = "none";

    private Browser(WeldTomcat tomcat) {
        this.tomcat = tomcat;
    }

    /** Adds what browsers talk to. */
    static void addServlet(Context context) {
        Tomcat.addServlet(context, "account", new Account());
        context.addServletMappingDecoded("/account/*", "account");
    }

    static Browser login(WeldTomcat tomcat) throws Exception {
        Browser browser = new Browser(tomcat);
        browser.sessionId = browser.get("/login");
        return browser;
    }

    String sessionId() {
        return sessionId;
    }

    /** As a login does that changes the id of the session. */
    void rename() throws Exception {
        sessionId = get("/rename");
    }

    String get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(tomcat.uri("/account" + path))
                .header("Cookie", "JSESSIONID=" + sessionId)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    Socket connected(String namespace, String... transports) throws Exception {
        Map<String, List<String>> headers = Map.of("Cookie", List.of("JSESSIONID=" + sessionId));
        return WeldTomcat.connected(tomcat.client(namespace, headers, transports));
    }

    private static final class Account extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String[] path = String.valueOf(request.getPathInfo()).split("/");
            HttpSession session = request.getSession(path[1].equals("login"));
            Object answer = "";
            switch (path[1]) {
                case "login" -> answer = session.getId();
                case "rename" -> answer = request.changeSessionId();
                case "logout" -> session.invalidate();
                case "bean" ->
                    answer = CDI.current()
                            .select(SessionScopeTest.Cart.class)
                            .get()
                            .add();
                case "set" -> session.setAttribute(path[2], path[3]);
                default -> answer = session.getAttribute(path[2]);
            }
            response.getWriter().print(answer);
        }
    }
}
