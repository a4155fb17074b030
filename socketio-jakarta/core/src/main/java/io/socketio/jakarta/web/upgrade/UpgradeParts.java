package io.socketio.jakarta.web.upgrade;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.web.container.ContainerUpgrade;
import java.util.concurrent.Executor;

/**
 * What all upgraded connections of a deployment share.
 *
 * @param closer closes connections, which may block
 */
record UpgradeParts(ContainerUpgrade container, Scheduler scheduler, Executor closer, ReadBuffers buffers) {}
