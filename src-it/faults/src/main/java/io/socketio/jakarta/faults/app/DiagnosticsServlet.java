package io.socketio.jakarta.faults.app;

import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What the server holds, in lines of a name and a number. With {@code ?objects} it collects garbage and adds the number of live objects of each class
 * of the library and of virtual threads, and the live heap; with {@code ?pause} it takes a while; with {@code ?dump=} and a file it writes the heap there.
 */
final class DiagnosticsServlet extends HttpServlet {

    private static final String LIBRARY = "io.socketio.jakarta.";
    private static final String QUEUE = LIBRARY + "web.threads.WorkQueue";
    private static final String APPLICATION = "io.socketio.jakarta.faults.";
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String THREADS = "socketio-";
    private static final String DUMP = "dump=";
    private static final String VIRTUAL_THREAD = "java.lang.VirtualThread";

    /** Null after the end: an idle thread of the container may refer to its last request, and so to this servlet, until it runs again. */
    private transient @Nullable SocketIoServer io;

    private final transient Counts counts;

    DiagnosticsServlet(SocketIoServer io, Counts counts) {
        this.io = io;
        this.counts = counts;
    }

    @Override
    public void destroy() {
        io = null;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SocketIoServer io = Objects.requireNonNull(this.io);
        response.setContentType("text/plain");
        PrintWriter out = response.getWriter();
        out.println("sessions " + io.engine().clientsCount());
        out.println("sockets " + io.sockets().size());
        out.println("received " + counts.received());
        out.println("wrong " + counts.wrong());
        out.println("busy "
                + Thread.getAllStackTraces().entrySet().stream()
                        .filter(thread -> isBusy(thread.getKey(), thread.getValue()))
                        .count());
        String query = request.getQueryString();
        if ("objects".equals(query)) {
            printObjects(out);
        } else if ("pause".equals(query)) {
            // Many of these at once wake all idle threads of the container.
            LockSupport.parkNanos(PAUSE_NANOS);
        } else if (query != null && query.startsWith(DUMP)) {
            Object[] liveObjectsTo = {query.substring(DUMP.length()), true};
            invoke("HotSpotDiagnostic", "dumpHeap", liveObjectsTo, String.class, boolean.class);
        }
    }

    /** Whether it is a platform thread of the server that runs a task; idle ones are in code of the JDK and of the container only, or in the queue of their pool. */
    private static boolean isBusy(Thread thread, StackTraceElement[] stack) {
        return thread.getName().startsWith(THREADS)
                && Stream.of(stack)
                        .map(StackTraceElement::getClassName)
                        .anyMatch(name -> name.startsWith(LIBRARY) && !name.equals(QUEUE));
    }

    /** The histogram counts live objects only, so it collects garbage first. */
    private static void printObjects(PrintWriter out) throws IOException {
        Object[] noArguments = {new String[0]};
        Object histogram = invoke("DiagnosticCommand", "gcClassHistogram", noArguments, String[].class);
        // "   4:          2345        98765  java.lang.String (java.base@17)", and at the end "Total   12345   678901".
        histogram.toString().lines().map(line -> line.trim().split("\\s+")).forEach(columns -> {
            if (columns[0].equals("Total")) {
                out.println("heap " + columns[2]);
            } else if (columns.length > 3 && columns[3].equals(VIRTUAL_THREAD)) {
                out.println(VIRTUAL_THREAD + " " + columns[1]);
            } else if (columns.length > 3 && columns[3].startsWith(LIBRARY) && !columns[3].startsWith(APPLICATION)) {
                // Lambdas have another name in each class loader.
                out.println(columns[3].replaceFirst("\\$\\$Lambda.*", "\\$\\$Lambda") + " " + columns[1]);
            }
        });
    }

    private static Object invoke(String bean, String operation, Object[] arguments, Class<?>... types)
            throws IOException {
        try {
            return ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=" + bean),
                            operation,
                            arguments,
                            Stream.of(types).map(Class::getName).toArray(String[]::new));
        } catch (JMException e) {
            throw new IOException(e);
        }
    }
}
