package io.socketio.jakarta.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One Socket.IO client over WebSocket: opens, joins namespace {@code /}, answers pings, and hands every other packet to its talk. */
final class WebSocketClient implements Receiver {

    /** What is said once the client has joined. */
    interface Talk {

        void onPacket(WebSocketClient client, byte[] bytes, int from, int to);
    }

    private enum State {
        UPGRADING,
        OPENING,
        JOINING,
        JOINED,
        CLOSED
    }

    private static final byte[] REQUEST = """
            GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
            Host: 127.0.0.1
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JOIN = {'4', '0'};
    private static final byte[] PONG = {'3'};

    private static final int TEXT = 0x81;
    private static final int PING_FRAME = 0x89;
    private static final int PONG_FRAME = 0x8A;
    private static final int LENGTH_IN_TWO_BYTES = 126;
    private static final int LENGTH_IN_EIGHT_BYTES = 127;
    private static final int SMALL_FRAME = 140;

    private final int index;
    private final Talk talk;
    private final Runnable joined;
    private final TcpLink link;
    private final int maskKey;

    private State state = State.UPGRADING;
    private long pings;

    WebSocketClient(LoadLoop loop, Target target, int index, Talk talk, Runnable joined) {
        this.index = index;
        this.talk = talk;
        this.joined = joined;
        maskKey = 0x5A17C3E9 * (index + 1);
        link = new TcpLink(loop, target, this);
    }

    int index() {
        return index;
    }

    /** How many Engine.IO pings came and were answered. */
    long pings() {
        return pings;
    }

    void send(Template packet, byte[] scratch, long sequence, long ackId) {
        link.write(scratch, packet.writeFrame(scratch, maskKey, sequence, ackId));
    }

    void close() {
        state = State.CLOSED;
        link.close();
    }

    @Override
    public void onConnected() {
        link.write(REQUEST, REQUEST.length);
    }

    @Override
    public void onClosed(String why) {
        if (state != State.CLOSED) {
            throw new WrongReply("client " + index + " to stay connected while " + state, why);
        }
    }

    @Override
    public int onBytes(byte[] bytes, int from, int to) {
        int at = from;
        if (state == State.UPGRADING) {
            int end = HttpReader.headEnd(bytes, from, to);
            if (end < 0) {
                return from;
            }
            if (HttpReader.status(bytes, from) != 101) {
                throw new WrongReply("101 Switching Protocols", bytes, from, to);
            }
            state = State.OPENING;
            at = end;
        }
        return onFrames(bytes, at, to);
    }

    private int onFrames(byte[] bytes, int from, int to) {
        int at = from;
        while (to - at >= 2 && state != State.CLOSED) {
            int payload = at + 2;
            int length = bytes[at + 1];
            if (length == LENGTH_IN_TWO_BYTES) {
                if (to - at < 4) {
                    break;
                }
                payload = at + 4;
                length = (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
            } else if (length < 0 || length == LENGTH_IN_EIGHT_BYTES) {
                throw new WrongReply("an unmasked frame of at most 65,535 bytes", bytes, at, to);
            }
            if (to - payload < length) {
                break;
            }
            onFrame(bytes[at] & 0xFF, bytes, payload, payload + length);
            at = payload + length;
        }
        return at;
    }

    private void onFrame(int firstByte, byte[] bytes, int from, int to) {
        if (firstByte == TEXT) {
            onPacket(bytes, from, to);
        } else if (firstByte == PING_FRAME) {
            sendSmall(PONG_FRAME, Arrays.copyOfRange(bytes, from, to));
        } else {
            throw new WrongReply("a whole text frame, got opcode 0x" + Integer.toHexString(firstByte), bytes, from, to);
        }
    }

    private void onPacket(byte[] bytes, int from, int to) {
        if (to - from == 1 && bytes[from] == '2') {
            pings++;
            sendSmall(TEXT, PONG);
            return;
        }
        switch (state) {
            case JOINED -> talk.onPacket(this, bytes, from, to);
            case OPENING -> {
                require(bytes, from, to, "0{");
                state = State.JOINING;
                sendSmall(TEXT, JOIN);
            }
            case JOINING -> {
                require(bytes, from, to, "40{");
                state = State.JOINED;
                joined.run();
            }
            default -> throw new WrongReply("nothing while " + state, bytes, from, to);
        }
    }

    private static void require(byte[] bytes, int from, int to, String head) {
        if (!new String(bytes, from, to - from, StandardCharsets.US_ASCII).startsWith(head)) {
            throw new WrongReply("a packet that begins with " + head, bytes, from, to);
        }
    }

    private void sendSmall(int firstByte, byte[] payload) {
        byte[] frame = new byte[SMALL_FRAME];
        link.write(frame, Template.frame(firstByte, payload, frame, maskKey));
    }
}
