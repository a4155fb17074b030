package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.cdi.scope.LibraryBean;
import io.socketio.jakarta.cdi.scope.SessionScope;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import org.jspecify.annotations.Nullable;

/**
 * Opens a request scope around every call and stores the call in it. Code that runs in that scope finds the socket on any thread; the library itself
 * binds nothing to threads.
 */
public final class CallScope {

    /** Stores the call in the request scope. */
    static class Holder {
        @Nullable
        Call call;
    }

    /** A holder has no dependent objects that would be created or released with it, so all calls share this. */
    private static final CreationalContext<Holder> NO_DEPENDENTS = new CreationalContext<>() {
        @Override
        public void push(Holder incomplete) {}

        @Override
        public void release() {}
    };

    private final LibraryBean<Holder> holderBean = new LibraryBean<>(Holder.class, RequestScoped.class, Holder::new);

    /** Null until the application has started. */
    private volatile @Nullable BeanManager beans;

    /** Null if the application has no {@code @SessionScoped} beans, or if they cannot be reached. */
    private volatile @Nullable SessionScope sessions;

    public LibraryBean<Holder> holderBean() {
        return holderBean;
    }

    public void beans(BeanManager manager) {
        beans = manager;
    }

    /** Makes the {@code @SessionScoped} beans of sockets active in their calls from now on, where the CDI implementation allows it. */
    public void withSessions() {
        sessions = SessionScope.find(beans());
    }

    public BeanManager beans() {
        BeanManager present = beans;
        if (present == null) {
            throw new ContextNotActiveException("the application has not started yet");
        }
        return present;
    }

    RequestContextController newController() {
        return beans().createInstance().select(RequestContextController.class).get();
    }

    /** Returns the call that this thread is in, or null. */
    public @Nullable Call current() {
        BeanManager present = beans;
        if (present == null) {
            return null;
        }
        try {
            Holder holder = present.getContext(RequestScoped.class).get(holderBean);
            return holder == null ? null : holder.call;
        } catch (ContextNotActiveException e) {
            return null;
        }
    }

    public Call required() {
        Call call = current();
        if (call == null) {
            throw new ContextNotActiveException("this thread is in no handler of a socket");
        }
        return call;
    }

    /** Returns whether a call on this thread would have a request scope of its own, and not share that of a request which the thread is in. */
    static boolean canBegin(RequestContextController controller) {
        boolean isOurs = controller.activate();
        if (isOurs) {
            controller.deactivate();
        }
        return isOurs;
    }

    /** Runs a body as a call, in a request scope in which {@link #current} finds the call, and in the session scope of the socket. */
    void run(Call call, RequestContextController controller, Body body) throws Exception {
        SessionScope present = sessions;
        if (present == null) {
            runInRequest(call, controller, body);
            return;
        }
        Object entered = present.enter(call.socket().httpSession());
        try {
            runInRequest(call, controller, body);
        } finally {
            present.leave(entered);
        }
    }

    private void runInRequest(Call call, RequestContextController controller, Body body) throws Exception {
        boolean isOurs = controller.activate();
        try {
            Holder holder = beans().getContext(RequestScoped.class).get(holderBean, NO_DEPENDENTS);
            Call before = holder.call;
            holder.call = call;
            try {
                body.run();
            } finally {
                if (!isOurs) {
                    holder.call = before;
                }
            }
        } finally {
            if (isOurs) {
                controller.deactivate();
            }
        }
    }

    /** Code that runs within a call. */
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }
}
