package io.socketio.jakarta.containers.broken;

import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.ejb.Stateless;

/** An EJB where the container has EJBs, and so no namespace bean. */
@Stateless
@SocketIoNamespace("/office")
public class Office {

    @OnEvent("work")
    public void work() {}
}
