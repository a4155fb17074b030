package io.socketio.jakarta.docs;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContext;

final class ExplicitRegistration {

    private ExplicitRegistration() {}

    static SocketIoServer register(ServletContext context) {
        SocketIoServer io = SocketIo.register(
                context,
                SocketIoOptions.builder()
                        .path("/realtime")
                        .maxPayloadBytes(200_000)
                        .cors(CorsOptions.origin("https://app.example.com").withCredentials())
                        .namespace("/chat", chat -> chat.withMaxPendingEvents(100))
                        .build());
        return io;
    }
}
