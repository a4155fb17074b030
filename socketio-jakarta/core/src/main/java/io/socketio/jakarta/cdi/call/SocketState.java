package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.cdi.scope.BeanStore;
import io.socketio.jakarta.cdi.scope.ConnectionState;
import jakarta.enterprise.context.control.RequestContextController;
import java.util.Map;

/** The state of one socket from connecting to its end: its scope, its connection's scope, and the controller of its request scopes. */
public final class SocketState {

    private final Socket socket;
    private final RequestContextController requests;
    private final BeanStore beans;
    private final ConnectionState connection;
    private final NamespaceBinding binding;
    private final Map<String, String> namespaceValues;

    private final HandlerRates rates;

    SocketState(
            Socket socket,
            RequestContextController requests,
            BeanStore beans,
            ConnectionState connection,
            NamespaceBinding binding,
            HandlerRates rates) {
        this.socket = socket;
        this.requests = requests;
        this.beans = beans;
        this.connection = connection;
        this.binding = binding;
        this.rates = rates;
        this.namespaceValues = binding.name().valuesIn(socket.namespace().name());
    }

    Socket socket() {
        return socket;
    }

    RequestContextController requests() {
        return requests;
    }

    public BeanStore beans() {
        return beans;
    }

    public ConnectionState connection() {
        return connection;
    }

    /** Returns the beans, filters and observers of the socket's namespace. */
    NamespaceBinding binding() {
        return binding;
    }

    /** Returns the values of the variables in the namespace's template. */
    public Map<String, String> namespaceValues() {
        return namespaceValues;
    }

    /** Returns the rates of whoever sends over this socket. */
    HandlerRates rates() {
        return rates;
    }
}
