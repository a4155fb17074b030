package io.socketio.jakarta.internal.engine.packet;

/** Receives the packets of one text frame or payload in order; see {@link ProtocolRevision}. */
public interface PacketReceiver {

    void onMessage(String text);

    void onMessage(byte[] binary);

    void onPing();

    void onPong();

    void onClosePacket();

    /** Called when the input is not a packet; the rest of the payload is not decoded. */
    void onMalformed();
}
