package io.socketio.jakarta.benchmarks.load;

/** A conversation with a server that goes on until it is told to stop. Every reply is compared with what it must be. */
public interface Traffic {

    /** Connects every client, then begins to talk. */
    void start();

    /** Messages that were answered, or delivered, so far. */
    long count();

    /** From sending to the reply, or to each delivery. */
    Latencies latencies();

    /** Says nothing new, and waits for every answer that is still due. */
    void drain();

    /** Leaves. */
    void close();
}
