package io.socketio.jakarta.containers.enterprise;

import io.socketio.jakarta.SocketIoServer;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.inject.Inject;

/** Emits from a stateless bean and from its timer. */
@Stateless
public class Editor {

    private static final long SOON_MILLIS = 50;

    @Inject
    SocketIoServer io;

    @Resource
    TimerService timers;

    public void publish(String text) {
        io.of("/news").emit("stateless", text);
    }

    public void publishLater(String text) {
        timers.createSingleActionTimer(SOON_MILLIS, new TimerConfig(text, false));
    }

    @Timeout
    void timeout(Timer timer) {
        io.of("/news").emit("timer", timer.getInfo());
    }
}
