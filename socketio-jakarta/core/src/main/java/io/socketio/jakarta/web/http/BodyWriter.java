package io.socketio.jakarta.web.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Writes a large body as fast as the client reads it, without blocking a thread. */
final class BodyWriter implements WriteListener {

    private static final int CHUNK_BYTES = 16 * 1024;

    private final ServletOutputStream out;
    private final byte[] body;
    private final Runnable onDone;

    /** Accessed only by the container's calls, which never overlap. */
    private int offset;

    BodyWriter(ServletOutputStream out, byte[] body, Runnable onDone) {
        this.out = out;
        this.body = body;
        this.onDone = onDone;
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (offset == body.length) {
                onDone.run();
                return;
            }
            int length = Math.min(CHUNK_BYTES, body.length - offset);
            out.write(body, offset, length);
            offset += length;
        }
    }

    @Override
    public void onError(Throwable cause) {
        onDone.run();
    }
}
