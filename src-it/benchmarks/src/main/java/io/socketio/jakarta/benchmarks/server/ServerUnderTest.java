package io.socketio.jakarta.benchmarks.server;

/**
 * One server that answers the benchmark's three events on namespace {@code /}: {@code echo} comes back under its own name, {@code ack} is
 * answered through its ack, {@code go} is sent to everyone as {@code b}. Each carries one argument, which comes back as it was.
 */
interface ServerUnderTest {

    /** Starts on 127.0.0.1, path {@code /socket.io/}. @return the port */
    int start() throws Exception;

    /** How many clients are connected now. */
    int sockets();
}
