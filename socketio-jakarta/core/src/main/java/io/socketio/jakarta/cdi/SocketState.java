package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Socket;
import jakarta.enterprise.context.control.RequestContextController;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What belongs to one socket from its connecting to its end: its scope, its connection's scope, and its request scopes' controller. */
final class SocketState {

    private final Socket socket;
    private final RequestContextController requests;
    private final BeanStore beans = new BeanStore();
    private final ConnectionState connection;
    private final NamespaceBinding binding;
    private final Map<String, String> namespaceValues;

    /** Touched by the socket's mailbox only; null until a limited handler is called. */
    private @Nullable Map<Handler, CallRate> rates;

    SocketState(
            Socket socket, RequestContextController requests, ConnectionState connection, NamespaceBinding binding) {
        this.socket = socket;
        this.requests = requests;
        this.connection = connection;
        this.binding = binding;
        this.namespaceValues = binding.name().valuesIn(socket.namespace().name());
    }

    Socket socket() {
        return socket;
    }

    RequestContextController requests() {
        return requests;
    }

    BeanStore beans() {
        return beans;
    }

    ConnectionState connection() {
        return connection;
    }

    /** What the application has for the socket's namespace. */
    NamespaceBinding binding() {
        return binding;
    }

    /** The variables of the namespace's template. */
    Map<String, String> namespaceValues() {
        return namespaceValues;
    }

    CallRate rateOf(Handler handler, int calls, long perMillis) {
        Map<Handler, CallRate> present = rates;
        if (present == null) {
            present = new IdentityHashMap<>();
            rates = present;
        }
        CallRate rate = present.get(handler);
        if (rate == null) {
            rate = new CallRate(calls, perMillis, System::nanoTime);
            present.put(handler, rate);
        }
        return rate;
    }
}
