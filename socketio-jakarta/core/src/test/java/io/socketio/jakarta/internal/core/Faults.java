package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.core.monitor.ServerMonitor;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.internal.protocol.DefaultParser;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.parser.Parser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Real parts of a server, in which one call of a method fails with an {@link Error}, once, when a test says so. */
final class Faults {

    /** What is thrown. */
    static final class Injected extends Error {

        private static final long serialVersionUID = 1L;

        Injected(String where) {
            super(where);
        }
    }

    /** The adapters of the namespaces in the order of their making. */
    final List<Adapter> adapters = new CopyOnWriteArrayList<>();

    private volatile @Nullable String armed;

    /** @param point interface and method, for example {@code Adapter.delAll}, or any word that a test passes to {@link #hit} */
    void arm(String point) {
        armed = point;
    }

    void hit(String point) {
        if (point.equals(armed)) {
            armed = null;
            throw new Injected(point);
        }
    }

    boolean isArmed() {
        return armed != null;
    }

    ServerParts parts() {
        PayloadCodec codec = failing(PayloadCodec.class, new JsonbPayloadCodec());
        AdapterFactory factory = host -> {
            Adapter adapter = failing(Adapter.class, AdapterFactory.LOCAL.create(host));
            adapters.add(adapter);
            return adapter;
        };
        return ServerParts.of(codec)
                .with(failing(Parser.class, new DefaultParser(codec)))
                .with(factory)
                .with(failing(ServerMonitor.class, ServerMonitor.NONE));
    }

    private <T> T failing(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            hit(type.getSimpleName() + "." + method.getName());
            Object result;
            try {
                result = method.invoke(real, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            return result instanceof Parser.Decoder decoder ? failing(Parser.Decoder.class, decoder) : result;
        }));
    }
}
