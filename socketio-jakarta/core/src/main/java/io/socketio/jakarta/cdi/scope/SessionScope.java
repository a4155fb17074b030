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
 * there is one of these for each implementation that is known.
 */
public abstract class SessionScope {

    private static final System.Logger LOG = Loggers.CDI;

    private final RateLimitedLog operatorLog = new RateLimitedLog(System::nanoTime);

    /** What {@link #enter} says when there is nothing to {@link #leave}. */
    static final Object NOTHING = new Object();

    /** The one for the CDI implementation of this application; null, and one line in the log, where it is an unknown one. */
    public static @Nullable SessionScope find(BeanManager beans) {
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
        return null;
    }

    /** Makes the beans of this session, and of no other, visible to this thread. @return what {@link #leave} wants */
    public final Object enter(@Nullable HttpSessionAttributes session) {
        try {
            return session instanceof ServletHttpSession known && known.isActive()
                    ? begin(new GuardedHttpSession(known))
                    : hide();
        } catch (Throwable t) {
            LOG.log(Level.DEBUG, "the session scope could not be opened", t);
            return NOTHING;
        }
    }

    /** The thread is as it was before. */
    public final void leave(Object entered) {
        if (entered != NOTHING) {
            try {
                end(entered);
            } catch (Throwable t) {
                operatorLog.warn(LOG, "SIO-0405", "", "the session scope could not be closed", t);
            }
        }
    }

    abstract Object begin(GuardedHttpSession session) throws Throwable;

    /** Some containers leave the scope of an earlier request on its thread: nobody may see that. */
    abstract Object hide() throws Throwable;

    abstract void end(Object begun) throws Throwable;
}
