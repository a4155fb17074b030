package io.socketio.jakarta.conformance.prices;

import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;

@SocketIoNamespace("/prices")
public class Prices {

    @Inject
    Catalogue catalogue;

    @OnEvent("price")
    int price(String article) {
        return catalogue.priceOf(article).orElseThrow(() -> new EventRefused("no such article"));
    }

    @OnEvent("buy")
    int buy(Socket socket, String article) {
        int price = price(article);
        socket.broadcast().emit("sold", article);
        return price;
    }
}
