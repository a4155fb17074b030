package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.json.PayloadCodec;
import jakarta.servlet.ServletContext;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Something above the web layer that joins the server of an application. Found with {@link java.util.ServiceLoader} beside this library only. */
public interface ServerListener {

    /**
     * The application has started and takes no request yet.
     *
     * @return the roles whose holders are to be noted at the handshake, see {@link io.socketio.jakarta.Handshake#roles()}
     * @throws RuntimeException if the application must not start
     */
    Set<String> onStart(ServletContext context, SocketIoServer server);

    /**
     * The classes that this listener knows: they serve, or they do not on purpose. Asked after {@link #onStart}.
     *
     * @return null where there is nothing that could know classes
     */
    default @Nullable Predicate<Class<?>> knownClasses(ServletContext context) {
        return null;
    }

    /**
     * The codec that the application offers through what this listener stands for, for example as a bean. Asked once, while the application starts,
     * and possibly before {@link #onStart}.
     *
     * @return the codec, which the application closes itself; or null when it offers none
     * @throws RuntimeException if the application must not start, for example because it offers two
     */
    default @Nullable PayloadCodec payloadCodec(ServletContext context) {
        return null;
    }
}
