package io.socketio.jakarta.cdi.scope;

import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.session.HttpSessionAttributes;
import io.socketio.jakarta.web.session.ServletHttpSession;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@code @SessionScoped} beans of a socket's HttpSession visible to the thread that calls its handlers. CDI has no portable way to do that;
 * each supported implementation has its own subclass.
 */
public abstract class SessionScope {

    private static final System.Logger LOG = Loggers.CDI;

    private final RateLimitedLog operatorLog = new RateLimitedLog(System::nanoTime);

    /** Returned by {@link #enter} if there is nothing to {@link #leave}. */
    static final Object NOTHING = new Object();

    /**
     * Returns the session scope for the CDI implementation of this application. If the implementation is unknown, logs a warning; then calls have no
     * session scope.
     */
    public static SessionScope find(BeanManager beans) {
        Throwable reason;
        try {
            return beans.getClass().getName().startsWith("org.apache.webbeans.")
                    ? new OpenWebBeansSessionScope(beans.getClass().getClassLoader())
                    : new WeldSessionScope(beans);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            reason = e;
        }
        LOG.log(
                Level.WARNING,
                "SIO-0404 @SessionScoped beans are not active in handlers of sockets: {0} is no known version of Weld or"
                        + " OpenWebBeans. Socket.httpSession() works.",
                beans.getClass().getName());
        LOG.log(Level.DEBUG, "the session scope cannot be used", reason);
        return new UnknownSessionScope(beans);
    }

    /**
     * Makes the beans of this session, and of no other, visible to this thread.
     *
     * @return the value to pass to {@link #leave}
     * @throws ForeignScopeException if that is not possible; the call must not be made
     */
    public final Object enter(@Nullable HttpSessionAttributes session) {
        try {
            return session instanceof ServletHttpSession known && known.isActive()
                    ? begin(new GuardedHttpSession(known))
                    : hide();
        } catch (Throwable t) {
            operatorLog.warn(LOG, "SIO-0330", "", "a call was refused, because it might see another user's session", t);
            throw new ForeignScopeException(t);
        }
    }

    /** Restores the thread's previous context. */
    public final void leave(Object entered) {
        if (entered != NOTHING) {
            try {
                end(entered);
            } catch (Throwable t) {
                operatorLog.warn(LOG, "SIO-0405", "", "the session scope could not be closed", t);
            }
        }
    }

    /** Begins the scope of this session. When this throws, no scope that it has begun is left. */
    abstract Object begin(GuardedHttpSession session) throws Throwable;

    /** Hides a session scope that an earlier request has left active on this thread, as happens in some containers; throws if it cannot. */
    abstract Object hide() throws Throwable;

    abstract void end(Object begun) throws Throwable;
}
