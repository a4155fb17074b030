package io.socketio.jakarta.docs;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;

/** The snippet of docs/coming-from-netty-socketio.md. */
final class ComingFromNetty {

    private ComingFromNetty() {}

    public record Message(String text) {}

    public record Receipt(String status) {}

    @SocketIoNamespace("/chat")
    public static class ChatEvents {

        @OnConnecting
        void authorize(Handshake handshake) {
            if (!"t1".equals(handshake.query().get("token"))) {
                throw new ConnectRefused("not authorized");
            }
        }

        @OnConnect
        void connected(Socket client) {
            client.join("lobby");
        }

        @OnEvent("chat")
        Receipt chat(Socket client, Message message) {
            client.to("lobby").emit("chat", message);
            return new Receipt("delivered");
        }

        @OnDisconnect
        void disconnected(Socket client, DisconnectReason reason) {
            client.namespace().emit("left", client.id(), reason.text());
        }
    }
}
