package io.socketio.jakarta.containers.probe;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** Counts the class loaders that have loaded the library and have not been collected, after a full collection. */
@WebServlet("/loaders")
public class LoadersServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** A class that each deployment of the library loads once. */
    private static final String MARKER = "io.socketio.jakarta.web.SocketIoServlet";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        System.gc();
        try {
            Object tree = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmClassHierarchy",
                            new Object[] {new String[] {MARKER}},
                            new String[] {String[].class.getName()});
            response.setContentType("text/plain");
            response.getWriter()
                    .print(tree.toString()
                            .lines()
                            .filter(line -> line.contains(MARKER))
                            .count());
        } catch (JMException e) {
            throw new ServletException(e);
        }
    }
}
