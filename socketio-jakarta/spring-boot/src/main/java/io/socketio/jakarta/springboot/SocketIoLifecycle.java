package io.socketio.jakarta.springboot;

import io.socketio.jakarta.web.SocketIoRegistration;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Closes connections before the web server stops. When the context closes, the servers close while every other bean still works. When the context is
 * only stopped, and may be started again, the clients are disconnected. Otherwise suspended polls would delay a graceful shutdown until its timeout.
 */
final class SocketIoLifecycle implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {

    /** Stops before the graceful shutdown of the web server, whose phase is the default minus 1,024, and after beans with the default phase. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

    private final List<SocketIoRegistration> registrations;
    private final ApplicationContext context;
    private volatile boolean running;

    SocketIoLifecycle(List<SocketIoRegistration> registrations, ApplicationContext context) {
        this.registrations = registrations;
        this.context = context;
    }

    /** Closes the servers with their own context. Child contexts, such as that of the management port, publish their events here, too. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == context) {
            registrations.forEach(SocketIoRegistration::close);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        registrations.forEach(SocketIoRegistration::disconnectClients);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
