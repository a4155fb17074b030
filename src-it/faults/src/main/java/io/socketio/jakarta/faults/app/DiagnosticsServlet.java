package io.socketio.jakarta.faults.app;

import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What the server holds, in lines of a name and a number. With {@code ?objects} it collects garbage and adds the number of live objects of each class
 * of the library, and the live heap.
 */
final class DiagnosticsServlet extends HttpServlet {

    private static final String LIBRARY = "io.socketio.jakarta.";
    private static final String APPLICATION = "io.socketio.jakarta.faults.";
    private static final String THREADS = "socketio-";

    private final transient SocketIoServer io;
    private final transient Counts counts;

    DiagnosticsServlet(SocketIoServer io, Counts counts) {
        this.io = io;
        this.counts = counts;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        PrintWriter out = response.getWriter();
        out.println("sessions " + io.engine().clientsCount());
        out.println("sockets " + io.sockets().size());
        out.println("received " + counts.received());
        out.println("wrong " + counts.wrong());
        out.println("threads "
                + Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith(THREADS))
                        .count());
        if (request.getQueryString() != null) {
            printObjects(out);
        }
    }

    /** The histogram counts live objects only, so it collects garbage first. */
    private static void printObjects(PrintWriter out) throws IOException {
        Object histogram;
        try {
            histogram = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IOException(e);
        }
        // "   4:          2345        98765  java.lang.String (java.base@17)", and at the end "Total   12345   678901".
        histogram.toString().lines().map(line -> line.trim().split("\\s+")).forEach(columns -> {
            if (columns[0].equals("Total")) {
                out.println("heap " + columns[2]);
            } else if (columns.length > 3 && columns[3].startsWith(LIBRARY) && !columns[3].startsWith(APPLICATION)) {
                out.println(columns[3] + " " + columns[1]);
            }
        });
    }
}
