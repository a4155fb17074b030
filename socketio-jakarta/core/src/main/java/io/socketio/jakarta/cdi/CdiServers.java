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
 * The servers of the web applications that one extension serves. There is one server, unless the library is in the lib folder of an EAR: then each
 * WAR has its own, and an injected server is that of the WAR whose code uses it.
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

    /**
     * Returns the instance of the injectable server bean. If the library is not in the WAR, more servers may start later, so the instance is a proxy
     * that selects the caller's server for each call.
     */
    SocketIoServer server() {
        CdiServer first = current();
        return isShared() ? perCaller(SocketIoServer.class, () -> current().server()) : first.server();
    }

    /** Returns the instance of an injectable namespace bean; a proxy if the library is not in the WAR. */
    Namespace namespace(String value) {
        CdiServer first = current();
        return isShared() ? perCaller(Namespace.class, () -> current().namespace(value)) : first.namespace(value);
    }

    private boolean isShared() {
        ClassLoader library = SocketIoExtension.class.getClassLoader();
        return started.stream().anyMatch(server -> server.loader() != library);
    }

    /**
     * Returns the namespaces of that name on the servers of all applications that see a class; empty before these have started, because no client is
     * connected then.
     */
    List<Namespace> namespaces(String value, Class<?> declaring) {
        return started.stream()
                .filter(server -> started.size() == 1 || server.sees(declaring))
                .map(server -> server.namespace(value))
                .toList();
    }

    /**
     * Returns the server of the calling code.
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

    /** Returns the server of the socket whose handler is running; null outside a handler. */
    private @Nullable CdiServer ofCall() {
        Call call = callScope.current();
        if (call == null) {
            return null;
        }
        SocketIoServer server = call.socket().namespace().server();
        return first(each -> each.server() == server);
    }

    /**
     * Returns the server of the nearest WAR code on the stack. This also works on threads of other owners, and below frames of the EAR's lib folder.
     */
    private @Nullable CdiServer ofStack() {
        return STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass)
                .map(Class::getClassLoader)
                .distinct()
                .map(loader -> first(each -> each.loader() == loader))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
    }

    /**
     * Returns the server of the application that the container runs this thread for. The thread's class loader may be a wrapper, as on Open Liberty.
     */
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

    /**
     * Closes the server of one web application while its beans still exist.
     *
     * @param loader the class loader of the web application
     */
    void stop(ClassLoader loader) {
        started.stream().filter(server -> server.loader() == loader).forEach(CdiServer::stop);
    }

    void stopAll() {
        started.forEach(CdiServer::stop);
    }
}
