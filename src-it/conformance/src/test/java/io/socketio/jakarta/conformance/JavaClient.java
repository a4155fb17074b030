package io.socketio.jakarta.conformance;

import io.socket.client.Ack;
import io.socket.client.AckWithTimeout;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.engineio.client.transports.WebSocket;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

/** The snippets of docs/clients.md in Java. */
final class JavaClient {

    private JavaClient() {}

    static Socket connect(String server) {
        IO.Options options = IO.Options.builder().setPath("/app/socket.io/").build();
        Socket socket = IO.socket(URI.create(server), options);
        socket.connect();
        return socket;
    }

    static Socket orders(String server, String token) {
        IO.Options options = IO.Options.builder()
                .setPath("/app/socket.io/")
                .setTransports(new String[] {WebSocket.NAME})
                .setAuth(Map.of("token", token))
                .build();
        Socket orders = IO.socket(URI.create(server + "/orders"), options);
        return orders;
    }

    static void listen(Socket socket, Consumer<Object> console) {
        socket.on("greeted", args -> console.accept(args[0]));
    }

    static void acknowledgement(Socket socket, Consumer<Object> console) {
        socket.emit("greet", new Object[] {"Ann"}, answer -> console.accept(answer[0]));
    }

    static void timeout(Socket socket, Consumer<Object> console) {
        socket.emit("greet", new Object[] {"Ann"}, new AckWithTimeout(5000) {
            @Override
            public void onSuccess(Object... answer) {
                console.accept(answer[0]);
            }

            @Override
            public void onTimeout() {
                console.accept("no answer");
            }
        });
    }

    static void answer(Socket socket) {
        socket.on("how are you", args -> ((Ack) args[args.length - 1]).call("fine"));
    }

    static void refusal(Socket socket, Consumer<Object> console) {
        // a JSONObject with "message" and "data" if the server has refused, an exception if it was not reached
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> console.accept(args[0]));
    }

    static void disconnect(Socket socket, Consumer<Object> console) {
        socket.on(Socket.EVENT_DISCONNECT, args -> console.accept(args[0]));
    }
}
