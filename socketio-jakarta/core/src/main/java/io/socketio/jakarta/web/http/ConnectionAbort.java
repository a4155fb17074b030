package io.socketio.jakarta.web.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Ends a connection without a whole answer. The Servlet API has no call for that; but a write listener that fails leaves the container with a broken
 * answer, and it closes the connection. The head of an answer that never comes goes out first: Undertow closes only what it has begun to write, and
 * would otherwise keep the request, and its client waiting, for good.
 */
final class ConnectionAbort implements WriteListener {

    private final ServletOutputStream stream;

    private ConnectionAbort(ServletOutputStream stream) {
        this.stream = stream;
    }

    static void begin(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentLength(1);
        ServletOutputStream stream = response.getOutputStream();
        stream.setWriteListener(new ConnectionAbort(stream));
    }

    @Override
    public void onWritePossible() throws IOException {
        if (stream.isReady()) {
            stream.flush();
        }
        throw new IOException("connection cut on purpose");
    }

    @Override
    public void onError(Throwable cause) {}
}
