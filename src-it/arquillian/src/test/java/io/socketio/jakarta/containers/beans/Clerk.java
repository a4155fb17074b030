package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Knows nothing but what is injected. */
@ApplicationScoped
public class Clerk {

    @Inject
    Socket customer;

    @Inject
    SocketIoServer server;

    @Inject
    @SocketIoNamespace("/shop")
    Namespace shop;

    @Inject
    Visit visit;

    /** The socket that this call is for. */
    public String describe() {
        boolean isThere = server.of("/shop").sockets().containsKey(customer.id());
        return customer.id() + " " + isThere + " " + visit.transportAtFirst();
    }

    public void tell(String text) {
        shop.to("customers").emit("told", text);
    }
}
