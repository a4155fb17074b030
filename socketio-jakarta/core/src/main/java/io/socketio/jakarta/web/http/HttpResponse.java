package io.socketio.jakarta.web.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A complete HTTP response.
 *
 * @param status 0 means no response at all: abort the connection
 */
public record HttpResponse(int status, HeaderList headers, byte[] body) {

    /** Responses up to this size are written with a plain blocking call: they fit into the buffer that containers have anyway (8 KiB on Tomcat). */
    private static final int SMALL_BYTES = 8 * 1024;

    private static final byte[] NOTHING = {};

    static HttpResponse aborting() {
        return new HttpResponse(0, new HeaderList(), NOTHING);
    }

    boolean isAborting() {
        return status == 0;
    }

    /** Returns whether a blocking write of this response cannot block for long. */
    boolean isSmall() {
        return !isAborting() && body.length <= SMALL_BYTES;
    }

    public void writeTo(HttpServletResponse response) throws IOException {
        writeHead(response);
        if (body.length > 0) {
            response.getOutputStream().write(body);
        }
    }

    /** Omits the body, and of headers the values. */
    @Override
    public String toString() {
        return "HttpResponse[" + status + ", " + headers + ", " + body.length + " bytes]";
    }

    /** Sets status and headers. Never triggers an error page of the container. */
    void writeHead(HttpServletResponse response) {
        response.setStatus(status);
        headers.forEach(response::addHeader);
        if (status != HttpServletResponse.SC_NOT_MODIFIED) {
            response.setContentLength(body.length);
        }
    }
}
