package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.cdi.call.Call;
import io.socketio.jakarta.cdi.call.CallScope;
import io.socketio.jakarta.engine.EngineIo;
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
 * The servers of the web applications that one extension serves. There is one application, unless the library is in the lib folder of an EAR: then each
 * WAR has servers of its own, and an injected server is that of the WAR whose code uses it.
 */
final class CdiServers {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final CallScope callScope;
    private final List<CdiServer> started = new CopyOnWriteArrayList<>();
    private final List<EngineOnly> engines = new CopyOnWriteArrayList<>();

    /** A server of Engine.IO alone, and the class loader of its web application. */
    private record EngineOnly(ClassLoader loader, EngineIo server) {}

    CdiServers(CallScope callScope) {
        this.callScope = callScope;
    }

    void add(CdiServer server) {
        started.add(server);
    }

    /**
     * Returns the instance of the injectable server bean. If the library is not in the WAR, more servers may start later, so the instance is a proxy
     * that selects the caller's server for each call.
     *
     * @param name of the server; empty for the default one
     */
    SocketIoServer server(String name) {
        CdiServer first = current(name);
        return isShared() ? perCaller(SocketIoServer.class, () -> current(name).server()) : first.server();
    }

    /** Returns the instance of an injectable namespace bean; a proxy if the library is not in the WAR. */
    Namespace namespace(String name, String value) {
        CdiServer first = current(name);
        return isShared() ? perCaller(Namespace.class, () -> current(name).namespace(value)) : first.namespace(value);
    }

    void add(ClassLoader loader, EngineIo server) {
        engines.add(new EngineOnly(loader, server));
    }

    /**
     * Returns the instance of an injectable server of Engine.IO alone.
     *
     * @throws IllegalStateException if there is none of this name yet, or if several WARs of an EAR have one
     */
    EngineIo engine(String name) {
        List<EngineIo> named = engines.stream()
                .map(EngineOnly::server)
                .filter(each -> each.options().name().equals(name))
                .toList();
        if (named.size() != 1) {
            throw new IllegalStateException("there are " + named.size() + " Engine.IO servers with the name '" + name
                    + "'; use io.socketio.jakarta.web.SocketIo.engine(servletContext, name)");
        }
        return named.get(0);
    }

    private boolean isShared() {
        ClassLoader library = SocketIoExtension.class.getClassLoader();
        return started.stream().anyMatch(server -> server.loader() != library);
    }

    /**
     * Returns the namespaces of that name on the servers of all applications that see a class; empty before these have started, because no client is
     * connected then.
     *
     * @param name of the servers; empty for the default ones
     */
    List<Namespace> namespaces(String name, String value, Class<?> declaring) {
        List<CdiServer> named = named(name);
        return named.stream()
                .filter(server -> named.size() == 1 || server.sees(declaring))
                .map(server -> server.namespace(value))
                .toList();
    }

    private List<CdiServer> named(String name) {
        return started.stream().filter(each -> each.name().equals(name)).toList();
    }

    /**
     * Returns the server of this name in the application of the calling code.
     *
     * @throws IllegalStateException if there is none yet, or if there are several and the caller belongs to no web application
     */
    private CdiServer current(String name) {
        List<CdiServer> present = named(name);
        if (present.size() == 1) {
            return present.get(0);
        }
        if (present.isEmpty() && (started.isEmpty() || name.isEmpty())) {
            throw new IllegalStateException("the Socket.IO server has not been started yet");
        }
        if (present.isEmpty()) {
            throw new IllegalStateException(
                    "there is no Socket.IO server '" + name + "' (@ServerName), or it has not been started yet");
        }
        CdiServer found = ofCall(present);
        found = found == null ? ofStack(present) : found;
        found = found == null ? ofThread(present) : found;
        if (found == null) {
            throw new IllegalStateException("this code belongs to no web application, and the EAR has " + present.size()
                    + " Socket.IO servers; use io.socketio.jakarta.web.SocketIo.server(servletContext)");
        }
        return found;
    }

    /** Returns the server in the application of the socket whose handler is running; null outside a handler. */
    private @Nullable CdiServer ofCall(List<CdiServer> present) {
        Call call = callScope.current();
        if (call == null) {
            return null;
        }
        SocketIoServer server = call.socket().namespace().server();
        CdiServer caller = first(started, each -> each.server() == server);
        return caller == null ? null : first(present, each -> each.loader() == caller.loader());
    }

    /**
     * Returns the server of the nearest WAR code on the stack. This also works on threads of other owners, and below frames of the EAR's lib folder.
     */
    private static @Nullable CdiServer ofStack(List<CdiServer> present) {
        return STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass)
                .map(Class::getClassLoader)
                .distinct()
                .map(loader -> first(present, each -> each.loader() == loader))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
    }

    /**
     * Returns the server of the application that the container runs this thread for. The thread's class loader may be a wrapper, as on Open Liberty.
     */
    private static @Nullable CdiServer ofThread(List<CdiServer> present) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? null : first(present, each -> each.isLoader(loader));
    }

    private static @Nullable CdiServer first(List<CdiServer> servers, Predicate<CdiServer> condition) {
        return servers.stream().filter(condition).findFirst().orElse(null);
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
     * Closes the servers of one web application while its beans still exist.
     *
     * @param loader the class loader of the web application
     */
    void stop(ClassLoader loader) {
        started.stream().filter(server -> server.loader() == loader).forEach(CdiServer::stop);
        engines.stream().filter(each -> each.loader() == loader).forEach(CdiServers::stop);
    }

    void stopAll() {
        started.forEach(CdiServer::stop);
        engines.forEach(CdiServers::stop);
    }

    private static void stop(EngineOnly engine) {
        CdiServer.await(engine.server().close(), engine.server().options().name());
    }
}
