package io.socketio.jakarta.internal.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedTextsTest {

    private static final int MANY = 10_000;

    private final SharedTexts texts = new SharedTexts();

    @Test
    void equalTextsAreOne() {
        String first = texts.share(copy("Mozilla/5.0"));

        assertSame(first, texts.share(copy("Mozilla/5.0")));
        assertEquals("Mozilla/4.0", texts.share(copy("Mozilla/4.0")));
        // These two have the same hash.
        assertEquals("Aa", texts.share("Aa"));
        assertEquals("BB", texts.share("BB"));
    }

    @Test
    void aTextIsForgottenWhenManyOthersHaveCome() {
        String first = texts.share(copy("a browser"));

        IntStream.range(0, MANY).forEach(i -> assertEquals("other " + i, texts.share("other " + i)));

        assertNotSame(first, texts.share(copy("a browser")));
    }

    @Test
    void longTextsAreNotKept() {
        String first = texts.share("x".repeat(300));

        assertNotSame(first, texts.share("x".repeat(300)));
    }

    private static String copy(String text) {
        return new String(text.toCharArray());
    }
}
