package io.socketio.jakarta.web.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Closes a connection without a complete response. The Servlet API has no call for that. But a write listener that fails leaves the container with an
 * incomplete response, and the container closes the connection. The listener first sends response headers that announce a body, which never follows:
 * Undertow closes only responses that it has begun to write, and would otherwise keep the request open and the client waiting indefinitely.
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
