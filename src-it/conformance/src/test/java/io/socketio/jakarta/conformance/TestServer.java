package io.socketio.jakarta.conformance;

/** One running server, with one configuration, at the root of a port of its own. */
interface TestServer extends AutoCloseable {

    int port();

    /** Takes the application down and, after a pause, starts it again on the same port. */
    void restart(int pauseMillis) throws Exception;

    @Override
    void close() throws Exception;
}
