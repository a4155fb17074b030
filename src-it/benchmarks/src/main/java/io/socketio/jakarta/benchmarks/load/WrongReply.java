package io.socketio.jakarta.benchmarks.load;

import java.nio.charset.StandardCharsets;

/** The server said something else than it should have; the run ends here, because a wrong answer has no speed. */
public final class WrongReply extends RuntimeException {

    private static final int QUOTED = 200;

    WrongReply(String expected, byte[] bytes, int from, int to) {
        this(expected, new String(bytes, from, Math.min(QUOTED, to - from), StandardCharsets.UTF_8));
    }

    WrongReply(String expected, String came) {
        super("Expected " + expected + ", got \"" + came + '"');
    }
}
