package io.socketio.jakarta.cdi;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.ServerListener;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import java.util.Objects;
import java.util.Set;

/** Brings the beans to the server when the web application starts; passed over where there is no CDI. */
public final class CdiServerListener implements ServerListener {

    /** For the service loader. */
    public CdiServerListener() {
        // Fails here, where it is expected, on containers without the API.
        Objects.requireNonNull(CDI.class);
    }

    @Override
    public Set<String> onStart(ServletContext context, SocketIoServer server) {
        BeanManager beans;
        SocketIoExtension extension;
        try {
            beans = CDI.current().getBeanManager();
            extension = beans.getExtension(SocketIoExtension.class);
        } catch (IllegalStateException | IllegalArgumentException e) {
            System.getLogger(CdiServerListener.class.getName())
                    .log(System.Logger.Level.DEBUG, "no CDI in this application", e);
            return Set.of();
        }
        return extension.start(beans, server);
    }
}
