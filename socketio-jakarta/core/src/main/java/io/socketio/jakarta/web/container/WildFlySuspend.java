package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.Loggers;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import javax.management.AttributeChangeNotification;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.NotificationListener;
import javax.management.ObjectName;

/**
 * Follows the suspension of WildFly, with which a graceful shutdown begins: the server refuses new requests and waits for those that it has, polls that
 * wait for packets among them. So who polls can neither go on nor leave. WildFly tells its running state in JMX notifications of
 * {@code jboss.root:type=state}, which its documentation describes. Seen on WildFly 39.0.1; no longer needed when a graceful shutdown ends at once
 * without it while a poll waits.
 */
public final class WildFlySuspend {

    private static final String STATE = "jboss.root:type=state";
    private static final String RUNNING_STATE = "RunningState";
    /** A system property that WildFly sets when it starts. Others need not create their MBean server for us. */
    private static final String MARK = "jboss.node.name";

    private WildFlySuspend() {}

    /**
     * Begins to follow, if this is WildFly.
     *
     * @param onSuspend called when the suspension begins; must not block, because WildFly waits for it
     * @param onResume called when requests are accepted, also at the end of the start
     * @return ends it
     */
    public static Runnable follow(Runnable onSuspend, Runnable onResume) {
        if (System.getProperty(MARK) == null) {
            return () -> {};
        }
        NotificationListener listener = (notification, handback) -> {
            if (notification instanceof AttributeChangeNotification change
                    && change.getAttributeName().equals(RUNNING_STATE)) {
                onState(String.valueOf(change.getNewValue()), onSuspend, onResume);
            }
        };
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName state = new ObjectName(STATE);
            server.addNotificationListener(state, listener, null, null);
            return () -> forget(server, state, listener);
        } catch (JMException | RuntimeException e) {
            Loggers.SERVER.log(Level.DEBUG, "the suspension of this server is not followed", e);
            return () -> {};
        }
    }

    private static void onState(String state, Runnable onSuspend, Runnable onResume) {
        switch (state.toLowerCase(Locale.ROOT)) {
            case "pre-suspend", "suspending" -> onSuspend.run();
            case "normal" -> onResume.run();
            default -> {}
        }
    }

    private static void forget(MBeanServer server, ObjectName state, NotificationListener listener) {
        try {
            server.removeNotificationListener(state, listener);
        } catch (JMException | RuntimeException e) {
            Loggers.SERVER.log(Level.DEBUG, "WildFly has forgotten the listener", e);
        }
    }
}
