package io.socketio.jakarta.internal.engine.packet;

/** Engine.IO 4 packets as text: one digit for the type, then the data; or {@code b} and a binary message in base64. */
public final class PacketCodec {

    public static final OutboundPacket CLOSE = new OutboundPacket("1", null, false);
    public static final OutboundPacket PING = OutboundPacket.text("2");
    public static final OutboundPacket PROBE_ANSWER = OutboundPacket.text("3probe");
    public static final OutboundPacket NOOP = new OutboundPacket("6", null, false);

    private PacketCodec() {}

    /**
     * Decodes the packet that stands in {@code wire} from {@code from} to {@code to} and hands it on. Open, upgrade and noop packets mean nothing on
     * an established session and are dropped.
     *
     * @return whether it was a packet
     */
    public static boolean decode(String wire, int from, int to, PacketReceiver receiver) {
        if (from == to) {
            receiver.onMalformed();
            return false;
        }
        switch (wire.charAt(from)) {
            case '4' -> receiver.onMessage(wire.substring(from + 1, to));
            case 'b' -> receiver.onMessage(LenientBase64.decode(wire, from + 1, to));
            case '3' -> receiver.onPong();
            case '2' -> receiver.onPing();
            case '1' -> receiver.onClosePacket();
            case '0', '5', '6' -> {}
            default -> {
                receiver.onMalformed();
                return false;
            }
        }
        return true;
    }
}
