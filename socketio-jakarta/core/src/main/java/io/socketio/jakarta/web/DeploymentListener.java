package io.socketio.jakarta.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Starts and stops the servers together with the web application. */
final class DeploymentListener implements ServletContextListener {

    /** Indicates to a later registration that it must start itself: containers differ in the order of their listeners. */
    private static final String STARTED = DeploymentListener.class.getName() + ".started";

    private static final String ADDED = DeploymentListener.class.getName() + ".added";

    /**
     * Adds this listener to a web application that is starting, unless it is already registered.
     *
     * @return false if the container accepts no more listeners of this kind: only initializers may add them
     */
    static boolean addTo(ServletContext context) {
        if (context.getAttribute(ADDED) != null) {
            return true;
        }
        context.addListener(new HttpSessionTracker());
        try {
            context.addListener(new DeploymentListener());
        } catch (IllegalArgumentException e) {
            return false;
        }
        context.setAttribute(ADDED, true);
        return true;
    }

    static boolean hasStarted(ServletContext context) {
        return context.getAttribute(STARTED) != null;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        context.setAttribute(STARTED, true);
        Deployments.in(context).startAll();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        context.removeAttribute(STARTED);
        context.removeAttribute(ADDED);
        Deployments.in(context).stopAll();
    }
}
