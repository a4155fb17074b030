package io.socketio.jakarta.containers.enterprise;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Ticks from a scheduled method. */
@Singleton
@Startup
public class Clock {

    @Inject
    @SocketIoNamespace("/clock")
    Namespace clock;

    @Schedule(second = "*", minute = "*", hour = "*", persistent = false)
    void tick() {
        clock.emit("tick");
    }
}
