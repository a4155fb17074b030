package io.socketio.jakarta.internal.engine.packet;

/** The engine's own packets without data; identical in all revisions of the protocol. */
public final class ControlPackets {

    public static final OutboundPacket CLOSE = new OutboundPacket("1", null, false);
    public static final OutboundPacket PING = OutboundPacket.text("2");
    public static final OutboundPacket PONG = OutboundPacket.text("3");
    public static final OutboundPacket PROBE_ANSWER = OutboundPacket.text("3probe");
    public static final OutboundPacket NOOP = new OutboundPacket("6", null, false);

    private ControlPackets() {}
}
