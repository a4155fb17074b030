package io.socketio.jakarta.benchmarks.load;

/** What a {@link TcpLink} tells. Called by the thread of the loop only. */
interface Receiver {

    void onConnected();

    /** Takes whole messages out of the bytes. @return where the first unfinished message begins */
    int onBytes(byte[] bytes, int from, int to);

    /** The server closed the connection, or it broke. */
    void onClosed(String why);
}
