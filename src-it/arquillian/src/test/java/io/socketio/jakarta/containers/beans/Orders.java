package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Fires CDI events, which others turn into events for clients. */
@SocketIoNamespace("/orders")
public class Orders {

    @Inject
    Event<OrderPlaced> placed;

    @Inject
    Event<OrderShipped> shipped;

    @Inject
    Event<OrderPaid> paid;

    @Inject
    Notes notes;

    @OnConnect
    void joined(Socket socket) {
        notes.add(socket.id(), "handler");
    }

    @OnEvent("i am")
    void name(Socket socket, String customer) {
        socket.join("customer-" + customer);
    }

    @OnEvent("place")
    void place(OrderPlaced order) {
        placed.fire(order);
    }

    @OnEvent("pay")
    void pay(int id, String customer) {
        paid.fire(new OrderPaid(id, customer));
    }

    @OnEvent("ship")
    void ship(int id) {
        shipped.fire(new OrderShipped(id));
    }
}
