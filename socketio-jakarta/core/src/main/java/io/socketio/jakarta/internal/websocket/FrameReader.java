package io.socketio.jakarta.internal.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a client (RFC 6455, section 5) from bytes in portions of any size. A message that arrives in one frame and one portion is
 * decoded where it is; others are collected. After a close frame or a violation, all further bytes are ignored. Not thread-safe.
 */
public final class FrameReader {

    private final FrameReceiver receiver;
    private final int maxMessageBytes;
    /** Null without permessage-deflate. */
    private final @Nullable MessageInflater inflater;

    private final FrameHeader header = new FrameHeader();
    /** Null before the first message that does not arrive at once. */
    private @Nullable MessageBuffer message;
    /** Null before the first text that is not ASCII. */
    private @Nullable Utf8Check utf8;
    /** Holds a control frame that arrives in portions; null most of the time. */
    private byte @Nullable [] control;

    private boolean inPayload;
    /** Bytes of the current frame's payload that have been read. */
    private int read;
    /** The opcode of the message of which a fragment has been read; {@link Opcode#CONTINUATION} for none. */
    private int fragmented;

    private boolean compressed;
    private boolean ended;
    private boolean more;

    /**
     * @param maxMessageBytes largest message, before and after decompression; a larger one is a violation with code 1009
     * @param deflate the negotiated parameters; null without compression
     */
    public FrameReader(FrameReceiver receiver, int maxMessageBytes, @Nullable DeflateParameters deflate) {
        this.receiver = receiver;
        this.maxMessageBytes = maxMessageBytes;
        this.inflater = deflate == null ? null : new MessageInflater(deflate.clientNoContextTakeover());
    }

    /**
     * Reads a portion and passes what is complete to the receiver.
     *
     * @param bytes are changed: the mask is removed in place
     * @throws WebSocketViolation at most once
     */
    public void read(byte[] bytes, int from, int to) throws WebSocketViolation {
        int position = from;
        try {
            while (!ended && (position < to || inPayload && read == header.length())) {
                position = inPayload ? readPayload(bytes, position, to) : readHeader(bytes, position, to);
            }
        } catch (WebSocketViolation e) {
            end();
            throw e;
        }
    }

    /** Returns whether the portion goes on behind the frame that is being passed to the receiver. */
    public boolean hasMore() {
        return more;
    }

    /** Ignores all further bytes and releases the memory. Called on the thread that reads. */
    public void end() {
        ended = true;
        drop();
        control = null;
        if (inflater != null) {
            inflater.end();
        }
    }

    private int readHeader(byte[] bytes, int from, int to) throws WebSocketViolation {
        int position = header.read(bytes, from, to, inflater != null);
        if (header.isComplete()) {
            beginFrame();
        }
        return position;
    }

    private void beginFrame() throws WebSocketViolation {
        int opcode = header.opcode();
        if (!header.isControl()) {
            if ((opcode == Opcode.CONTINUATION) != (fragmented != Opcode.CONTINUATION)) {
                throw WebSocketViolation.protocol("unexpected opcode " + opcode);
            }
            if (opcode != Opcode.CONTINUATION) {
                fragmented = opcode;
                compressed = header.isCompressed();
            }
            int limit = limit();
            if (header.length() > limit - keptLength()) {
                throw WebSocketViolation.tooLarge(limit);
            }
        }
        inPayload = true;
        read = 0;
    }

    private int limit() {
        return Math.min(maxMessageBytes, receiver.maxMessageBytes());
    }

    private int readPayload(byte[] bytes, int from, int to) throws WebSocketViolation {
        // Compare as long: the length fits an int, checked in beginFrame and by the rules for control frames.
        int length = (int) header.length();
        int end = from + Math.min(length - read, to - from);
        boolean ascii = Mask.remove(bytes, from, end, header.mask(), read);
        boolean whole = end - from == length;
        more = end < to;
        read += end - from;
        boolean last = read == length;
        if (last) {
            inPayload = false;
            header.reset();
        }
        if (header.isControl()) {
            onControl(bytes, from, end, whole, last);
        } else {
            onData(bytes, from, end, whole && keptLength() == 0, last, ascii);
        }
        return end;
    }

    private void onControl(byte[] bytes, int from, int to, boolean whole, boolean last) throws WebSocketViolation {
        if (whole) {
            onControl(bytes, from, to);
            return;
        }
        byte[] collected = control;
        if (collected == null) {
            collected = new byte[(int) header.length()];
            control = collected;
        }
        System.arraycopy(bytes, from, collected, read - (to - from), to - from);
        if (last) {
            control = null;
            onControl(collected, 0, collected.length);
        }
    }

    private void onControl(byte[] bytes, int from, int to) throws WebSocketViolation {
        switch (header.opcode()) {
            case Opcode.PING -> receiver.onPing(Arrays.copyOfRange(bytes, from, to));
            case Opcode.CLOSE -> {
                CloseStatus status = CloseStatus.of(bytes, from, to);
                end();
                receiver.onClose(status);
            }
            default -> {}
        }
    }

    /** @param alone whether this portion is the whole message so far */
    private void onData(byte[] bytes, int from, int to, boolean alone, boolean last, boolean ascii)
            throws WebSocketViolation {
        boolean text = fragmented == Opcode.TEXT;
        if (text && !compressed && !(ascii && isUtf8Complete()) && !acceptUtf8(bytes, from, to)) {
            throw WebSocketViolation.invalidUtf8();
        }
        boolean complete = last && header.isFinal();
        if (complete && alone && !compressed) {
            endMessage();
            deliver(text, bytes, from, to, ascii);
            return;
        }
        keep(bytes, from, to);
        if (complete) {
            endMessage();
            byte[] collected = compressed ? inflate(text) : kept().toBytes();
            drop();
            deliver(text, collected, 0, collected.length, false);
        }
    }

    private void keep(byte[] bytes, int from, int to) throws WebSocketViolation {
        MessageBuffer kept = kept();
        int before = kept.capacity();
        kept.append(bytes, from, to);
        if (kept.capacity() != before && !receiver.onPartial(kept.capacity())) {
            throw WebSocketViolation.tooLarge(limit());
        }
    }

    private void drop() {
        MessageBuffer kept = message;
        if (kept != null && kept.capacity() > 0) {
            kept.clear();
            receiver.onPartial(0);
        }
    }

    private MessageBuffer kept() {
        MessageBuffer present = message;
        if (present == null) {
            present = new MessageBuffer();
            message = present;
        }
        return present;
    }

    private int keptLength() {
        return message == null ? 0 : message.length();
    }

    private boolean acceptUtf8(byte[] bytes, int from, int to) {
        Utf8Check check = utf8;
        if (check == null) {
            check = new Utf8Check();
            utf8 = check;
        }
        return check.accept(bytes, from, to);
    }

    private boolean isUtf8Complete() {
        return utf8 == null || utf8.isComplete();
    }

    private byte[] inflate(boolean text) throws WebSocketViolation {
        MessageInflater present = inflater;
        if (present == null) {
            throw new IllegalStateException("a compressed frame was accepted without permessage-deflate");
        }
        byte[] inflated = present.inflate(kept().array(), keptLength(), limit());
        if (text && !Utf8Check.isValid(inflated, 0, inflated.length)) {
            throw WebSocketViolation.invalidUtf8();
        }
        return inflated;
    }

    private void endMessage() throws WebSocketViolation {
        fragmented = Opcode.CONTINUATION;
        if (!isUtf8Complete()) {
            throw WebSocketViolation.invalidUtf8();
        }
    }

    private void deliver(boolean text, byte[] bytes, int from, int to, boolean ascii) {
        if (text) {
            // The bytes of ASCII are those of ISO 8859-1, whose decoder only copies.
            var charset = ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
            receiver.onText(new String(bytes, from, to - from, charset));
        } else {
            receiver.onBinary(Arrays.copyOfRange(bytes, from, to));
        }
    }
}
