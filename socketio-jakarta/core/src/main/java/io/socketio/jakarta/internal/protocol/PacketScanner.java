package io.socketio.jakarta.internal.protocol;

/** What it takes to read a packet: one at a time. */
record PacketScanner(PacketHead head, JsonScanner json) {

    /** Releases the texts. */
    void release() {
        head.release();
        json.release();
    }
}
