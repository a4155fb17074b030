package io.socketio.jakarta.ear.guard;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Ends this JVM when the one that started it has ended: no server outlives its tests. */
@WebListener
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
