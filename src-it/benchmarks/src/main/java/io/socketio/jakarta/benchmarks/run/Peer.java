package io.socketio.jakarta.benchmarks.run;

import java.util.Locale;

/** The servers, in the order of the table. */
enum Peer {
    UPGRADE("socketio-jakarta, upgrade, Tomcat", Kind.JVM, true),
    /** The same with listeners that are declared non-blocking. */
    NON_BLOCKING("socketio-jakarta, upgrade, Tomcat, non-blocking listeners", Kind.JVM, true),
    ENDPOINT("socketio-jakarta, endpoint, Tomcat", Kind.JVM, true),
    /** The same with a namespace bean, called through Weld. */
    BEANS("socketio-jakarta, endpoint, Tomcat, CDI beans", Kind.JVM, true),
    NODE("socket.io (Node)", Kind.NODE, true),
    /** Idle connections are its resident memory, because its heap is not all that it needs. */
    BUN("socket.io (Bun)", Kind.BUN, true),
    /** Closes a connection on its second poll, so it cannot poll over connections that are kept alive. */
    NETTY("netty-socketio", Kind.JVM, false),
    /** WebSocket only, with sends that wait for the socket, which no server of many clients can afford. */
    BARE("bare Tomcat endpoint", Kind.JVM, false),
    /** The same with sends that do not wait. Not in the default run. */
    BARE_ASYNC("bare Tomcat, asynchronous sends", Kind.JVM, false),
    WILDFLY_UPGRADE("socketio-jakarta, upgrade, WildFly", Kind.WILDFLY, true),
    /** Not in the default run. */
    WILDFLY_NON_BLOCKING("socketio-jakarta, upgrade, WildFly, non-blocking listeners", Kind.WILDFLY, true),
    WILDFLY_ENDPOINT("socketio-jakarta, endpoint, WildFly", Kind.WILDFLY, true),
    WILDFLY_BARE("bare WildFly endpoint", Kind.WILDFLY, false);

    private final String title;
    private final Kind kind;
    private final boolean polling;

    Peer(String title, Kind kind, boolean polling) {
        this.title = title;
        this.kind = kind;
        this.polling = polling;
    }

    static Peer named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String title() {
        return title;
    }

    /** The name on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Kind kind() {
        return kind;
    }

    boolean supports(Scenario scenario) {
        return switch (scenario) {
            case POLLING -> polling;
            case BROADCAST_10000, IDLE_SMALL -> this == UPGRADE;
            default -> true;
        };
    }

    /** Returns whether the server is a JVM that can record itself. */
    boolean isJava() {
        return kind == Kind.JVM || kind == Kind.WILDFLY;
    }

    /** Returns whether its clients may join rooms. */
    boolean hasRooms() {
        return this == UPGRADE || this == NON_BLOCKING || this == ENDPOINT;
    }

    /** Returns whether the server needs packages of npm. */
    boolean isScript() {
        return kind == Kind.NODE || kind == Kind.BUN;
    }

    /** Returns the bare endpoint of the same container. */
    Peer bare() {
        return kind == Kind.WILDFLY ? WILDFLY_BARE : BARE;
    }
}
