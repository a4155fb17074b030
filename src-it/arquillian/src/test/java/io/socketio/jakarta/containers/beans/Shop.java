package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.AckError;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Every kind of handler, and most kinds of parameters and results. */
@SocketIoNamespace("/shop")
public class Shop {

    @Inject
    Notes notes;

    @Inject
    Clerk clerk;

    @OnConnecting
    void admit(Handshake handshake, @Auth Ticket ticket) {
        if ("mallory".equals(ticket.user())) {
            throw new ConnectRefused("not you, " + ticket.user(), Map.of("address", handshake.address()));
        }
        if ("nobody".equals(ticket.user())) {
            throw new SoldOut(1);
        }
    }

    @OnConnect
    void joined(Socket socket) {
        socket.join("customers");
        socket.emit("welcome", socket.namespace().name());
    }

    @OnAnyEvent
    void seen(Event event) {
        if (event.name().equals("order")) {
            notes.add(event.socket().id(), "any " + event.name());
        }
    }

    @OnEvent("order")
    Receipt order(List<Item> items, @Nullable String note) {
        int count = 0;
        for (Item item : items) {
            count += item.count();
        }
        return new Receipt(count, String.valueOf(note));
    }

    @OnEvent("stock")
    Map<String, List<Integer>> stock(Map<String, List<Integer>> stock, int factor) {
        stock.values().forEach(counts -> counts.replaceAll(count -> count * factor));
        return stock;
    }

    @OnEvent("picture")
    byte[] picture(String name, byte[] data) {
        byte[] reversed = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            reversed[i] = data[data.length - 1 - i];
        }
        return reversed;
    }

    @OnEvent("delivery")
    CompletionStage<Receipt> delivery(String address) {
        return CompletableFuture.supplyAsync(() -> new Receipt(1, "to " + address));
    }

    @OnEvent("lost delivery")
    CompletionStage<Receipt> lostDelivery() {
        return CompletableFuture.failedFuture(new SoldOut(2));
    }

    /** Answered when the same customer has made up his mind. */
    @OnEvent("reserve")
    CompletionStage<String> reserve(Socket socket) {
        CompletableFuture<String> decision = new CompletableFuture<>();
        socket.data().put("decision", decision);
        return decision;
    }

    @OnEvent("decide")
    boolean decide(Socket socket, String decision) {
        @SuppressWarnings("unchecked")
        CompletableFuture<String> reserved =
                (CompletableFuture<String>) Objects.requireNonNull(socket.data().get("decision"));
        return reserved.complete("reserved: " + decision);
    }

    @OnEvent("by ack")
    void byAck(String text, Ack ack) {
        ack.send(text, "by ack");
    }

    @OnEvent("nothing")
    void nothing() {}

    @OnEvent("sold out")
    void soldOut(int wanted) {
        throw new SoldOut(wanted);
    }

    @OnEvent("closed")
    void closed() {
        throw new IllegalStateException("closed");
    }

    @OnEvent("secret")
    void secret() throws Exception {
        throw new Exception("secret");
    }

    @OnEvent("who serves")
    String whoServes() {
        return clerk.describe();
    }

    @OnEvent("tell everybody")
    void tellEverybody(String text) {
        clerk.tell(text);
    }

    @OnError
    AckError anyState(IllegalStateException e) {
        return new AckError("not now: " + e.getMessage());
    }

    @OnError
    AckError soldOut(SoldOut e) {
        return new AckError("sold out", Map.of("wanted", e.wanted()));
    }

    @OnDisconnecting
    void leaving(Socket socket, DisconnectReason why) {
        notes.add(socket.id(), "leaving " + socket.rooms().contains("customers") + ", " + why);
    }

    @OnDisconnect
    void left(Socket socket, DisconnectReason why) {
        notes.add(socket.id(), "left " + socket.rooms().contains("customers") + ", " + why);
    }
}
