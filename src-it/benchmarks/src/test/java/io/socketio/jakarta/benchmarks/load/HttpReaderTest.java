package io.socketio.jakarta.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpReaderTest {

    private static final String FIXED = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED =
            "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";

    private final List<String> responses = new ArrayList<>();

    @Test
    void twoResponsesInOnePieceAreTwo() {
        assertEquals(FIXED.length() + CHUNKED.length(), read(FIXED + CHUNKED));
        assertEquals(List.of("200 hello", "404 hello"), responses);
    }

    @Test
    void everyUnfinishedResponseIsLeft() {
        for (String whole : List.of(FIXED, CHUNKED)) {
            for (int length = 0; length < whole.length(); length++) {
                assertEquals(0, read(whole.substring(0, length)));
            }
        }
        assertEquals(List.of(), responses);
    }

    private int read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return HttpReader.read(
                bytes,
                0,
                bytes.length,
                (status, body, from, to) ->
                        responses.add(status + " " + new String(body, from, to - from, StandardCharsets.US_ASCII)));
    }
}
