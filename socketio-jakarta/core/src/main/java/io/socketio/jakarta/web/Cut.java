package io.socketio.jakarta.web;

import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * Ends a connection without an answer. The Servlet API has no call for that; but a write listener that fails leaves the container with a broken
 * answer, and it closes the connection.
 */
final class Cut implements WriteListener {

    @Override
    public void onWritePossible() throws IOException {
        throw new IOException("connection cut on purpose");
    }

    @Override
    public void onError(Throwable cause) {}
}
