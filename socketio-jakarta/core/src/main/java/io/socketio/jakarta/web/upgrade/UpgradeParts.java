package io.socketio.jakarta.web.upgrade;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.web.container.ContainerUpgrade;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * What all upgraded connections of a deployment share.
 *
 * @param closer closes connections, which may block
 * @param open the connections: the container does not close them when the web application stops
 * @param count those that the container has not destroyed
 */
record UpgradeParts(
        ContainerUpgrade container,
        Scheduler scheduler,
        Executor closer,
        ReadBuffers buffers,
        Set<UpgradedWebSocket> open,
        ConnectionCount count) {

    UpgradeParts(ContainerUpgrade container, Scheduler scheduler, Executor closer) {
        this(container, scheduler, closer, new ReadBuffers(), ConcurrentHashMap.newKeySet(), new ConnectionCount());
    }
}
