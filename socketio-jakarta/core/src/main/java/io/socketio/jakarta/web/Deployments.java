package io.socketio.jakarta.web;

import io.socketio.jakarta.options.SocketIoOptions;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The servers of one web application, in the order of their registration. Thread-safe; registered by one thread, that which starts the application. */
final class Deployments {

    private static final String ATTRIBUTE = Deployments.class.getName();

    private final List<Deployment> all = new CopyOnWriteArrayList<>();
    private boolean told;

    private Deployments() {}

    /** Returns the servers of this application; creates the empty list with the first call. */
    static Deployments in(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof Deployments present) {
            return present;
        }
        Deployments fresh = new Deployments();
        context.setAttribute(ATTRIBUTE, fresh);
        return fresh;
    }

    /** @return null if there is no server of this name */
    @Nullable
    Deployment find(String name) {
        for (Deployment each : all) {
            if (each.options().name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    List<Deployment> all() {
        return all;
    }

    Set<String> names() {
        return all.stream().map(each -> each.options().name()).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the servers, for a message. */
    String describe() {
        return all.isEmpty()
                ? "none"
                : all.stream().map(each -> describe(each.options())).collect(Collectors.joining(", "));
    }

    /** Returns a server as messages call it. */
    static String describe(SocketIoOptions options) {
        String path = " at " + options.path() + "/";
        return options.name().isEmpty() ? "the default server" + path : "the server '" + options.name() + "'" + path;
    }

    /** @throws IllegalStateException if there is a server of this name, or one whose path contains this path or is part of it */
    void add(Deployment deployment) {
        SocketIoOptions options = deployment.options();
        for (Deployment each : all) {
            if (each.options().name().equals(options.name())) {
                throw new IllegalStateException("a Socket.IO server is registered for this web application already: "
                        + describe(each.options())
                        + "; set the context parameter socketio.enabled=false to register it yourself, or give the other"
                        + " server a name (SocketIoOptions.name)");
            }
            if (overlap(each.options().path(), options.path())) {
                throw new IllegalStateException("the paths of two Socket.IO servers overlap: those of "
                        + describe(each.options()) + " and " + describe(options)
                        + "; set socketio.path or socketio.server.<name>.path (SocketIoOptions.path)");
            }
        }
        all.add(deployment);
    }

    /** Whether requests could be meant for both. The root overlaps with nothing: its servlet gets requests for {@code /} only. */
    private static boolean overlap(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.equals(other);
        }
        return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
    }

    void remove(Deployment deployment) {
        all.remove(deployment);
    }

    /** Starts the servers; when one fails, stops those that have started. */
    void startAll() {
        try {
            all.forEach(Deployment::start);
        } catch (RuntimeException | Error e) {
            stopAll();
            throw e;
        }
    }

    /** Stops the servers, the last one first: the first has started what the others share. If they are drained, then all at the same time. */
    void stopAll() {
        all.forEach(Deployment::drainBeforeStop);
        List<Deployment> reversed = new ArrayList<>(all);
        Collections.reverse(reversed);
        reversed.forEach(Deployment::stop);
    }

    /** Tells listeners that every server is registered. Called when the container initializes servlets; only the first call does anything. */
    void tellComplete(ServletContext context) {
        if (!told) {
            told = true;
            Services.find(ServerListener.class).forEach(listener -> listener.onComplete(context, names()));
        }
    }
}
