package io.socketio.jakarta.benchmarks.server;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;

/** The three events as a namespace bean. */
@SocketIoNamespace("/")
public class EchoBean {

    @OnEvent("echo")
    void echo(Socket socket, Object argument) {
        socket.emit("echo", argument);
    }

    @OnEvent("ack")
    Object ack(Object argument) {
        return argument;
    }

    @OnEvent("go")
    void go(SocketIoServer io, Object argument) {
        io.emit("b", argument);
    }
}
