package io.socketio.jakarta.benchmarks.run;

/** How a server is started. */
enum Kind {
    JVM,
    WILDFLY,
    NODE,
    BUN
}
