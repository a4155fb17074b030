package io.socketio.jakarta.processes;

import java.util.Arrays;

/** Runs the main class that its first argument names, and ends this JVM when the one that has started it has ended. */
public final class MainWithParent {

    private MainWithParent() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        ProcessHandle.current().parent().orElseThrow().onExit().thenRun(() -> Runtime.getRuntime()
                .halt(1));
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }
}
