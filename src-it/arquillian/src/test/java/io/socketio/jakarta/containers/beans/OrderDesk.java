package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.Disconnected;
import io.socketio.jakarta.annotation.EmitOn;
import io.socketio.jakarta.annotation.SocketIoEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

/** Joins in through CDI events alone. */
@ApplicationScoped
public class OrderDesk {

    @Inject
    Notes notes;

    void online(@Observes @Connected("/orders") Socket socket) {
        notes.add(socket.id(), "online " + socket.namespace().name());
    }

    void offline(@Observes @Disconnected("/orders") Socket socket) {
        notes.add(socket.id(), "offline");
    }

    void onlineLater(@ObservesAsync @Connected("/orders") Socket socket) {
        notes.add("online later " + socket.id(), socket.namespace().name());
    }

    void offlineLater(@ObservesAsync @Disconnected("/orders") Socket socket) {
        notes.add("offline later " + socket.id(), socket.namespace().name());
    }

    void placing(@Observes @SocketIoEvent(namespace = "/orders", name = "place") Event event) {
        notes.add(event.socket().id(), "placing " + event.arg(0, OrderPlaced.class));
    }

    void placingLater(@ObservesAsync @SocketIoEvent(namespace = "/orders", name = "place") Event event) {
        notes.add("later " + event.socket().id(), "placing " + event.arg(0, OrderPlaced.class));
    }

    @EmitOn(event = "shipped", namespace = "/orders")
    void onShipped(@Observes OrderShipped order) {
        notes.add("desk", "shipped " + order.id());
    }
}
