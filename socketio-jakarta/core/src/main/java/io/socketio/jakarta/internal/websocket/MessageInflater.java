package io.socketio.jakarta.internal.websocket;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Decompresses the messages of one connection (RFC 7692, section 7.2.2), each up to a limit. Not thread-safe. */
final class MessageInflater {

    /** What the sender has removed from the end of the message. */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private static final int CHUNK_BYTES = 4096;

    private final boolean noContextTakeover;

    /** Null until the first compressed message: its memory is outside of the heap. */
    private @Nullable Inflater inflater;

    MessageInflater(boolean noContextTakeover) {
        this.noContextTakeover = noContextTakeover;
    }

    byte[] inflate(byte[] compressed, int length, int maxBytes) throws WebSocketViolation {
        Inflater present = inflater;
        if (present == null) {
            present = new Inflater(true);
            inflater = present;
        }
        MessageBuffer message = new MessageBuffer();
        byte[] chunk = new byte[CHUNK_BYTES];
        inflate(present, compressed, length, chunk, message, maxBytes);
        inflate(present, TAIL, TAIL.length, chunk, message, maxBytes);
        if (noContextTakeover) {
            end();
        } else if (present.finished()) {
            present.reset();
        }
        return message.toBytes();
    }

    private void inflate(Inflater from, byte[] input, int length, byte[] chunk, MessageBuffer message, int maxBytes)
            throws WebSocketViolation {
        from.setInput(input, 0, length);
        try {
            int count;
            do {
                count = from.inflate(chunk);
                if (count > maxBytes - message.length()) {
                    throw WebSocketViolation.tooLarge(maxBytes);
                }
                if (count > 0) {
                    message.append(chunk, 0, count);
                }
            } while (count > 0);
        } catch (DataFormatException e) {
            throw new WebSocketViolation(
                    CloseStatus.INVALID_PAYLOAD, "compressed message is invalid: " + e.getMessage());
        }
    }

    /** Releases the memory. */
    void end() {
        Inflater present = inflater;
        inflater = null;
        if (present != null) {
            present.end();
        }
    }
}
