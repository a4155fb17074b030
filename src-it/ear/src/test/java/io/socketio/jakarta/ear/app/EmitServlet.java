package io.socketio.jakarta.ear.app;

import io.socketio.jakarta.SocketIoServer;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Emits to all clients of its WAR: on the thread of the request, or on one that belongs to no application. */
@WebServlet("/emit")
public class EmitServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SocketIoServer server;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("elsewhere") == null) {
            server.emit("emitted", War.NAME);
        } else {
            CompletableFuture.runAsync(() -> server.emit("emitted", War.NAME), command -> new Thread(command).start())
                    .join();
        }
        response.getWriter().print("emitted");
    }
}
