package io.socketio.jakarta.containers.badinput;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import java.util.concurrent.TimeUnit;

/** Blocks, and waits for its own clients. */
@SocketIoNamespace("/slow")
public class Slow {

    /** Until it is done no event is handled, however early it came. */
    @OnConnect
    void connect(Socket socket) throws Exception {
        socket.data().put("name", ask(socket, "name"));
    }

    @OnEvent("name")
    Object name(Socket socket) {
        return socket.data().get("name");
    }

    @OnEvent("ask me")
    String askMe(Socket socket) throws Exception {
        return ask(socket, "name") + " again";
    }

    private static String ask(Socket socket, String question) throws Exception {
        return String.valueOf(socket.emitWithAck(question)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .arg(0));
    }

    @OnEvent("sleep")
    String sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return "slept";
    }

    @OnEvent("alive")
    String alive() {
        return "alive";
    }
}
