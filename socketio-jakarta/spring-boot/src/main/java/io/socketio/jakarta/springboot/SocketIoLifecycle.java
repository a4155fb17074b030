package io.socketio.jakarta.springboot;

import io.socketio.jakarta.web.SocketIoRegistration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Ends connections before the web server stops. A closing context closes the server while every other bean still works; a context that is only
 * stopped, and may be started again, disconnects the clients. Otherwise parked polls would hold up a graceful shutdown for as long as it may take.
 */
final class SocketIoLifecycle implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {

    /** Stops before the graceful shutdown of the web server, which has 1,024 less than the default, and behind what has the default. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

    private final SocketIoRegistration registration;
    private final ApplicationContext context;
    private volatile boolean running;

    SocketIoLifecycle(SocketIoRegistration registration, ApplicationContext context) {
        this.registration = registration;
        this.context = context;
    }

    /** Contexts below this one, such as that of the management port, tell of their ends here, too. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == context) {
            registration.close();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        registration.disconnectClients();
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
