package io.socketio.jakarta.web.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A complete HTTP answer.
 *
 * @param status 0 stands for no answer at all: the connection is to be cut
 */
public record HttpResponse(int status, HeaderList headers, byte[] body) {

    /** Answers up to this size are written by a plain call: they fit into the buffer that containers have anyway (8 KiB on Tomcat). */
    private static final int SMALL_BYTES = 8 * 1024;

    private static final byte[] NOTHING = {};

    static HttpResponse cut() {
        return new HttpResponse(0, new HeaderList(), NOTHING);
    }

    boolean isCut() {
        return status == 0;
    }

    /** Whether a plain write cannot block for long. */
    boolean isSmall() {
        return !isCut() && body.length <= SMALL_BYTES;
    }

    public void writeTo(HttpServletResponse response) throws IOException {
        writeHead(response);
        if (body.length > 0) {
            response.getOutputStream().write(body);
        }
    }

    /** Sets status and headers; never asks for an error page of the container. */
    void writeHead(HttpServletResponse response) {
        response.setStatus(status);
        headers.forEach(response::addHeader);
        if (status != HttpServletResponse.SC_NOT_MODIFIED) {
            response.setContentLength(body.length);
        }
    }
}
