package io.socketio.jakarta.web.upgrade;

import io.socketio.jakarta.internal.engine.port.WebSocketMessage;
import io.socketio.jakarta.internal.websocket.DeflateParameters;
import io.socketio.jakarta.internal.websocket.FrameBatch;
import io.socketio.jakarta.internal.websocket.Frames;
import io.socketio.jakarta.internal.websocket.MessageDeflater;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the frames that one connection sends. A frame without compression is made once for all connections and kept in its message if others get it, too. Used by one send at
 * a time.
 */
final class MessageFrames {

    /** Without state, so for all connections. */
    private static final MessageFrames UNCOMPRESSED = new MessageFrames(null);

    private final @Nullable MessageDeflater deflater;

    private MessageFrames(@Nullable MessageDeflater deflater) {
        this.deflater = deflater;
    }

    /** @param deflate null without compression */
    static MessageFrames with(@Nullable DeflateParameters deflate) {
        return deflate == null ? UNCOMPRESSED : new MessageFrames(new MessageDeflater(deflate));
    }

    /** Returns the frames of the messages, in one array. */
    byte[] of(List<? extends WebSocketMessage> messages) {
        if (messages.size() == 1) {
            return of(messages.get(0));
        }
        FrameBatch batch = new FrameBatch(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            add(messages.get(i), batch);
        }
        return batch.toBytes();
    }

    /** A frame that nobody else needs is made at its place in the batch. */
    private void add(WebSocketMessage message, FrameBatch batch) {
        String text = message.text();
        if (message.isShared() || deflater != null) {
            batch.frame(of(message));
        } else if (text != null) {
            batch.text(text);
        } else {
            batch.binary(Objects.requireNonNull(message.binary()));
        }
    }

    private byte[] of(WebSocketMessage message) {
        byte[] frame = plain(message);
        MessageDeflater present = deflater;
        boolean compress = present != null && message.compress() && present.accepts(Frames.payloadLength(frame));
        return compress ? present.compress(frame) : frame;
    }

    /** Releases memory outside of the heap. A send that is being made fails. */
    void end() {
        if (deflater != null) {
            deflater.end();
        }
    }

    private static byte[] plain(WebSocketMessage message) {
        byte[] kept = message.frame();
        if (kept != null) {
            return kept;
        }
        String text = message.text();
        byte[] frame = text != null ? Frames.text(text) : Frames.binary(Objects.requireNonNull(message.binary()));
        if (message.isShared()) {
            message.keepFrame(frame);
        }
        return frame;
    }
}
