package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Client;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.NamespaceParam;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.filter.Exchange;
import java.util.UUID;

/** A namespace for each parcel, with variables and parameters of other types than elsewhere. */
@SocketIoNamespace("/parcel/{id}/{fragile}/{size}")
public class Parcels {

    /** How large a parcel is. */
    public enum Size {
        SMALL,
        LARGE
    }

    /** A client whose variables do not fit is refused here. */
    @OnConnecting
    void admit(
            @NamespaceParam("id") UUID id,
            @NamespaceParam("fragile") boolean fragile,
            @NamespaceParam("size") Size size) {}

    @OnEvent("describe")
    String describe(
            @NamespaceParam("id") UUID id,
            @NamespaceParam("fragile") boolean fragile,
            @NamespaceParam("size") Size size) {
        return id + " " + fragile + " " + size;
    }

    @OnEvent("where")
    void where(Event event, Client client, SocketIoServer server, Exchange exchange) {
        boolean isServer =
                exchange.namespace().server() == server && client.sockets().contains(event.socket());
        event.ack(
                event.name() + " " + event.size(),
                client.transport(),
                isServer,
                exchange.phase() + " " + exchange.socket().id());
    }
}
