package io.socketio.jakarta.internal.websocket;

import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the messages of one connection (RFC 7692, section 7.2.1), in the order in which they are sent. Not thread-safe.
 */
public final class MessageDeflater {

    /** The default threshold of the reference implementation. */
    private static final int THRESHOLD_BYTES = 1024;

    private static final int CHUNK_BYTES = 4096;
    private static final int TAIL_BYTES = 4;

    private final boolean noContextTakeover;
    /** Null until the first compressed message: its memory is outside of the heap. */
    private @Nullable Deflater deflater;

    public MessageDeflater(DeflateParameters parameters) {
        noContextTakeover = parameters.serverNoContextTakeover();
    }

    /** Returns whether a message is large enough to be compressed. */
    public boolean accepts(int bytes) {
        return bytes >= THRESHOLD_BYTES;
    }

    /**
     * Returns the frame of the compressed message.
     *
     * @param plain the frame of the message without compression
     */
    public byte[] compress(byte[] plain) {
        Deflater present = deflater;
        if (present == null) {
            present = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            deflater = present;
        }
        int start = Frames.payloadStart(plain);
        present.setInput(plain, start, plain.length - start);
        MessageBuffer message = new MessageBuffer();
        byte[] chunk = new byte[CHUNK_BYTES];
        int count;
        do {
            count = present.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            message.append(chunk, 0, count);
        } while (count == chunk.length);
        if (noContextTakeover) {
            end();
        }
        return Frames.compressed(plain[0], message.array(), message.length() - TAIL_BYTES);
    }

    /** Releases the memory. */
    public void end() {
        Deflater present = deflater;
        deflater = null;
        if (present != null) {
            present.end();
        }
    }
}
