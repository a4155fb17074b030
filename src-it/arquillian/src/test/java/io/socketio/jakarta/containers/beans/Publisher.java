package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Emits from outside of any socket. */
@WebServlet("/publish")
public class Publisher extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    @SocketIoNamespace("/orders")
    transient Namespace orders;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        orders.emit("published", request.getParameter("text"));
    }
}
