package io.socketio.jakarta.benchmarks.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The servers, in the order of the table, and how each is started. */
enum Peer {
    OURS("socketio-jakarta on Tomcat", true),
    /** The same with a namespace bean, called through Weld. */
    BEANS("socketio-jakarta with CDI beans", true),
    NODE("socket.io (Node)", true),
    /** Closes a connection on its second poll, so it cannot poll over connections that are kept alive. */
    NETTY("netty-socketio", false),
    /** WebSocket only; sends as our server must, without waiting. */
    BARE("bare Tomcat endpoint", false),
    /** The same endpoint with sends that wait for the socket, which no server of many clients can afford. Not in the default run. */
    BLOCKING("bare Tomcat, blocking sends", false);

    private final String title;
    private final boolean polling;

    Peer(String title, boolean polling) {
        this.title = title;
        this.polling = polling;
    }

    static Peer named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String title() {
        return title;
    }

    /** The name on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean supports(Scenario scenario) {
        return polling || scenario != Scenario.POLLING;
    }

    boolean isJava() {
        return this != NODE;
    }

    /** @param jvmArguments more arguments for the JVM; none for Node */
    List<String> command(Path nodeFolder, List<String> jvmArguments) {
        if (!isJava()) {
            return List.of(
                    "node", "--expose-gc", nodeFolder.resolve("server.js").toString());
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // What the JVM would choose by itself on one core; spelled out because the heap figure relies on it.
        command.add("-XX:+UseSerialGC");
        command.add("-Xms1g");
        command.add("-Xmx1g");
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("io.socketio.jakarta.benchmarks.server.ServerMain", id()));
        return command;
    }
}
