package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.cdi.call.Call;
import io.socketio.jakarta.cdi.call.CallScope;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The servers of the web applications that one extension serves. That is one, unless the library lies in the lib folder of an EAR: then each WAR has its
 * own, and a bean that stands for "the server" means that of the WAR whose code uses it.
 */
final class CdiServers {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final CallScope callScope;
    private final List<CdiServer> started = new CopyOnWriteArrayList<>();

    CdiServers(CallScope callScope) {
        this.callScope = callScope;
    }

    void add(CdiServer server) {
        started.add(server);
    }

    /** What a bean holds that stands for the server. Others than the one that starts first may come, if the library is not in the WAR. */
    SocketIoServer server() {
        CdiServer first = current();
        return isShared() ? perCaller(SocketIoServer.class, () -> current().server()) : first.server();
    }

    /** What a bean holds that stands for a namespace. */
    Namespace namespace(String value) {
        CdiServer first = current();
        return isShared() ? perCaller(Namespace.class, () -> current().namespace(value)) : first.namespace(value);
    }

    private boolean isShared() {
        ClassLoader library = SocketIoExtension.class.getClassLoader();
        return started.stream().anyMatch(server -> server.loader() != library);
    }

    /** The namespaces of a name in the servers of the applications that see a class; none before they have started: then nobody is connected. */
    List<Namespace> namespaces(String value, Class<?> declaring) {
        return started.stream()
                .filter(server -> started.size() == 1 || server.sees(declaring))
                .map(server -> server.namespace(value))
                .toList();
    }

    /**
     * The server of the calling code.
     *
     * @throws IllegalStateException if none has started yet, or if there are several and the caller belongs to no web application
     */
    private CdiServer current() {
        List<CdiServer> present = started;
        if (present.isEmpty()) {
            throw new IllegalStateException("the Socket.IO server has not been started yet");
        }
        if (present.size() == 1) {
            return present.get(0);
        }
        CdiServer found = ofCall();
        found = found == null ? ofStack() : found;
        found = found == null ? ofThread() : found;
        if (found == null) {
            throw new IllegalStateException("this code belongs to no web application, and the EAR has " + present.size()
                    + " Socket.IO servers; use io.socketio.jakarta.web.SocketIo.server(servletContext)");
        }
        return found;
    }

    /** In a handler it is that of the socket. */
    private @Nullable CdiServer ofCall() {
        Call call = callScope.current();
        if (call == null) {
            return null;
        }
        SocketIoServer server = call.socket().namespace().server();
        return first(each -> each.server() == server);
    }

    /** The nearest code of a WAR: also on threads of others, and behind what lies in the lib folder of the EAR. */
    private @Nullable CdiServer ofStack() {
        return STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass)
                .map(Class::getClassLoader)
                .distinct()
                .map(loader -> first(each -> each.loader() == loader))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
    }

    /** The application that the container runs this thread for. Its class loader may be a wrapper, as on Open Liberty. */
    private @Nullable CdiServer ofThread() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? null : first(each -> each.isLoader(loader));
    }

    private @Nullable CdiServer first(Predicate<CdiServer> condition) {
        return started.stream().filter(condition).findFirst().orElse(null);
    }

    private static <T> T perCaller(Class<T> type, Supplier<T> target) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return method.invoke(target.get(), arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Closes that of one web application while its beans are there. @param loader its class loader */
    void stop(ClassLoader loader) {
        started.stream().filter(server -> server.loader() == loader).forEach(CdiServer::stop);
    }

    void stopAll() {
        started.forEach(CdiServer::stop);
    }
}
