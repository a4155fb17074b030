package io.socketio.jakarta.web.upgrade;

import io.socketio.jakarta.internal.engine.port.WebSocketMessage;
import io.socketio.jakarta.internal.websocket.DeflateParameters;
import io.socketio.jakarta.internal.websocket.Frames;
import io.socketio.jakarta.internal.websocket.MessageDeflater;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the frames that one connection sends. A frame without compression is made once for all connections and kept in its message if others get it, too. Used by one send at
 * a time.
 */
final class MessageFrames {

    private final @Nullable MessageDeflater deflater;

    /** @param deflate null without compression */
    MessageFrames(@Nullable DeflateParameters deflate) {
        deflater = deflate == null ? null : new MessageDeflater(deflate);
    }

    /** Returns the frames of the messages, in one array. */
    byte[] of(List<? extends WebSocketMessage> messages) {
        if (messages.size() == 1) {
            return of(messages.get(0));
        }
        List<byte[]> frames = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            frames.add(of(messages.get(i)));
        }
        return Frames.join(frames);
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
