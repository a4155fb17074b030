package io.socketio.jakarta.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads responses off a connection that is kept alive: fixed length or chunked, nothing else. */
final class HttpReader {

    /** Takes whole bodies. */
    interface Responses {

        void onResponse(int status, byte[] bytes, int from, int to);
    }

    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";

    private HttpReader() {}

    /** @return the index after the blank line, or -1 */
    static int headEnd(byte[] bytes, int from, int to) {
        for (int i = from + 3; i < to; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    static int status(byte[] bytes, int from) {
        return (bytes[from + STATUS_AT] - '0') * 100
                + (bytes[from + STATUS_AT + 1] - '0') * 10
                + bytes[from + STATUS_AT + 2]
                - '0';
    }

    /** Hands over each response that is there as a whole. @return where the first unfinished one begins */
    static int read(byte[] bytes, int from, int to, Responses responses) {
        int at = from;
        while (at < to) {
            int body = headEnd(bytes, at, to);
            if (body < 0) {
                break;
            }
            String head = new String(bytes, at, body - at, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            int end = head.contains(CHUNKED)
                    ? readChunked(bytes, at, body, to, responses)
                    : readFixed(bytes, at, body, body + contentLength(head), to, responses);
            if (end < 0) {
                break;
            }
            at = end;
        }
        return at;
    }

    private static int contentLength(String head) {
        int name = head.indexOf(LENGTH);
        if (name < 0) {
            throw new WrongReply("a response with a length", head);
        }
        int value = name + LENGTH.length();
        return Integer.parseInt(head.substring(value, head.indexOf('\r', value)).trim());
    }

    private static int readFixed(byte[] bytes, int head, int body, int end, int to, Responses responses) {
        if (end > to) {
            return -1;
        }
        responses.onResponse(status(bytes, head), bytes, body, end);
        return end;
    }

    private static int readChunked(byte[] bytes, int head, int body, int to, Responses responses) {
        byte[] joined = new byte[to - body];
        int length = 0;
        int at = body;
        while (true) {
            int lineEnd = lineEnd(bytes, at, to);
            if (lineEnd < 0) {
                return -1;
            }
            int size = Integer.parseInt(new String(bytes, at, lineEnd - at, StandardCharsets.ISO_8859_1).trim(), 16);
            int chunk = lineEnd + 2;
            at = chunk + size + 2;
            if (at > to) {
                return -1;
            }
            if (size == 0) {
                responses.onResponse(status(bytes, head), joined, 0, length);
                return at;
            }
            System.arraycopy(bytes, chunk, joined, length, size);
            length += size;
        }
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
