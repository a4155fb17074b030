package io.socketio.jakarta.internal.protocol;

import static io.socketio.jakarta.parser.Packet.MAX_ACK_ID;
import static io.socketio.jakarta.parser.Packet.NO_ACK;

import io.socketio.jakarta.parser.PacketException;

/**
 * The part of a packet before its JSON: {@code <type>[<attachments>-][<namespace>,][<ack id>]}. Numbers consist of decimal digits only and are parsed
 * in place: a message that consists only of digits takes linear time and no memory.
 */
final class PacketHead {

    static final int CONNECT = 0;
    static final int DISCONNECT = 1;
    static final int EVENT = 2;
    static final int ACK = 3;
    static final int CONNECT_ERROR = 4;
    static final int BINARY_EVENT = 5;
    static final int BINARY_ACK = 6;

    /** The type digit; binary types keep their own digit. */
    int type;

    int attachments;
    String namespace = "/";
    long ackId;

    /** The position where the JSON starts; the length of the text if there is none. */
    int end;

    private String text = "";
    private int length;
    private int pos;

    /**
     * Reads the head of a packet. An instance has one packet at a time.
     *
     * @throws PacketException if the type does not exist, or if the number of attachments or the ack id is invalid
     */
    void read(String packet, int from, int maxAttachments) throws PacketException {
        text = packet;
        pos = from;
        type = readType();
        attachments = isBinary() ? readAttachments(maxAttachments) : 0;
        namespace = readNamespace();
        ackId = readAckId();
        end = pos;
        length = packet.length();
    }

    /** Releases the text. */
    void release() {
        text = "";
        namespace = "/";
    }

    boolean isEvent() {
        return type == EVENT || type == BINARY_EVENT;
    }

    boolean isBinary() {
        return type == BINARY_EVENT || type == BINARY_ACK;
    }

    boolean hasPayload() {
        return end < length;
    }

    private int readType() throws PacketException {
        int digit = pos < text.length() ? text.charAt(pos++) - '0' : -1;
        if (digit < 0 || digit > BINARY_ACK) {
            boolean isDigit = digit >= 0 && digit <= 9;
            throw new PacketException("unknown packet type " + (isDigit ? Integer.toString(digit) : "NaN"));
        }
        return digit;
    }

    private int readAttachments(int max) throws PacketException {
        int n = 0;
        while (isDigit()) {
            // Enough to detect "too many"; further digits must not overflow.
            n = Math.min(n * 10 + text.charAt(pos++) - '0', max + 1);
        }
        if (pos == text.length() || text.charAt(pos++) != '-') {
            throw new PacketException("Illegal attachments");
        }
        if (n == 0) {
            throw new PacketException("Illegal attachments");
        }
        if (n > max) {
            throw new PacketException("too many attachments");
        }
        return n;
    }

    private String readNamespace() {
        if (pos == text.length() || text.charAt(pos) != '/') {
            return "/";
        }
        int comma = text.indexOf(',', pos);
        int stop = comma < 0 ? text.length() : comma;
        String name = stop == pos + 1 ? "/" : text.substring(pos, stop);
        pos = comma < 0 ? stop : comma + 1;
        return name;
    }

    private long readAckId() throws PacketException {
        if (!isDigit()) {
            return NO_ACK;
        }
        long id = 0;
        while (isDigit()) {
            id = Math.min(id * 10 + text.charAt(pos++) - '0', MAX_ACK_ID + 1);
        }
        if (id > MAX_ACK_ID) {
            throw PacketException.invalidPayload();
        }
        return id;
    }

    private boolean isDigit() {
        return pos < text.length() && text.charAt(pos) >= '0' && text.charAt(pos) <= '9';
    }
}
