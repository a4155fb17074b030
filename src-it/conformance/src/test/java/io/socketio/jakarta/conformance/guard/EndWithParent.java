package io.socketio.jakarta.conformance.guard;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Ends this JVM when the one that has started it has ended, however that came about: no server outlives its tests. */
public final class EndWithParent implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ProcessHandle.current().parent().ifPresentOrElse(EndWithParent::watch, EndWithParent::end);
    }

    private static void watch(ProcessHandle parent) {
        parent.onExit().thenRun(EndWithParent::end);
    }

    private static void end() {
        Runtime.getRuntime().halt(1);
    }
}
