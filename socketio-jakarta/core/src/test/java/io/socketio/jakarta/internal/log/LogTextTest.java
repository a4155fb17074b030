package io.socketio.jakarta.internal.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Text from clients in logs: escaped, of bounded length, and remembered in bounded space. */
class LogTextTest {

    @Test
    void whatCouldForgeOrHideALineIsEscaped() {
        assertEquals("\"a\\nb\\r\\tc\"", LogText.quoted("a\nb\r\tc"));
        assertEquals("\"\\u001b[31m\\u0000\\u007f\\u0085\"", LogText.quoted("\u001b[31m\0\u007f\u0085"));
        assertEquals(
                "\"\\u2028 \\u202e \\ufeff\"", LogText.quoted("\u2028 \u202e \ufeff"), "line separator, reversed text");
        assertEquals("\"\\ud800x\\udc00\"", LogText.quoted("\ud800x\udc00"), "halves of characters");
        assertEquals("\"\\udb40\\udc41\"", LogText.quoted("\udb40\udc41"), "an invisible letter");
        assertEquals("\"\\\" was refused \\\\n\"", LogText.quoted("\" was refused \\n"));
        assertEquals("\" \\ \\n", LogText.plain("\" \\ \n"));
        assertEquals("\"Grüße, 世界 🎉\"", LogText.quoted("Grüße, 世界 🎉"));
    }

    @Test
    void hundredCharactersAreShownAlsoIfAllAreEscaped() {
        assertEquals('"' + "x".repeat(100) + '"', LogText.quoted("x".repeat(100)));
        assertEquals('"' + "x".repeat(100) + "…\"", LogText.quoted("x".repeat(900_000)));
        assertEquals('"' + "\\u0000".repeat(16) + "…\"", LogText.quoted("\0".repeat(900_000)));
        assertEquals("x".repeat(99) + "…", LogText.plain("x".repeat(99) + "🎉"), "no half of a character");
    }

    @Test
    void namesAreSortedAndFew() {
        assertEquals("[]", LogText.names(List.of()));
        assertEquals("[a, b\\n]", LogText.names(List.of("b\n", "a")));
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            many.add(i + "x".repeat(200));
        }
        assertTrue(LogText.names(many).length() < 2200);
    }

    @Test
    void queryIsNoPartOfAPath() {
        assertEquals("\"/socket.io/\"", LogText.path("/socket.io/?token=s3cret"));
        assertEquals("\"/socket.io/\"", LogText.path("/socket.io/"));
    }

    @Test
    void exceptionWithoutClientTextIsLoggedItself() {
        Exception harmless = new IllegalStateException("\"x\" is no number", new Exception((String) null));
        harmless.addSuppressed(new Exception("beside"));
        assertSame(harmless, LogText.escaped(harmless));
    }

    /** {@code Integer.parseInt} of a client's argument quotes it in full: a million characters, and line breaks. */
    @Test
    void messagesOfExceptionsAreEscapedAndTheirPlacesKept() {
        NumberFormatException cause =
                new NumberFormatException("For input: \"1\nWARNING forged\"" + "x".repeat(900_000));
        Exception thrown = new IllegalStateException("no number", cause);
        thrown.addSuppressed(new Exception("\u001b[2J"));
        Throwable escaped = LogText.escaped(thrown);

        StringWriter out = new StringWriter();
        escaped.printStackTrace(new PrintWriter(out));
        List<String> lines = out.toString().lines().toList();
        assertEquals("java.lang.IllegalStateException: no number", lines.get(0));
        assertEquals("\tat " + thrown.getStackTrace()[0], lines.get(1));
        String shown = lines.stream()
                .filter(line -> line.startsWith("Caused by: "))
                .findFirst()
                .orElseThrow();
        assertTrue(
                shown.startsWith("Caused by: java.lang.NumberFormatException: For input: \"1\\nWARNING forged\"xx"),
                shown);
        assertTrue(shown.length() < 1100);
        assertTrue(out.toString().contains("Suppressed: java.lang.Exception: \\u001b[2J"), out::toString);
    }

    @Test
    void causesThatFormACircleAreNoProblem() {
        Exception first = new Exception("a\nb");
        Exception second = new Exception("second", first);
        first.initCause(second);
        first.addSuppressed(second);
        Throwable escaped = LogText.escaped(first);
        assertEquals("java.lang.Exception: a\\nb", escaped.toString());
        assertEquals("java.lang.Exception: second", String.valueOf(escaped.getCause()));
    }

    /** Names of events with 900,000 characters were keys, one for each warning, for ever. */
    @Test
    void matterOfAWarningIsKeptInBoundedSpace() {
        RateLimitedLog log = new RateLimitedLog(() -> 0);
        try (CapturedLog lines = CapturedLog.ofOperators()) {
            for (int i = 0; i < 3000; i++) {
                log.userCodeFailed("listener of " + i, "/" + "n".repeat(10_000), new Exception("failed"));
            }
            assertTrue(log.keptCharacters() < 300_000, () -> log.keptCharacters() + " characters");
            assertTrue(lines.lines().stream().allMatch(line -> line.length() < 300), "short lines");
        }
    }

    /** A client that makes up names could silence every other warning of the server. */
    @Test
    void namesOfAClientSilenceOtherWarningsForAMinuteAtMost() {
        AtomicLong now = new AtomicLong();
        RateLimitedLog log = new RateLimitedLog(now::get);
        try (CapturedLog lines = CapturedLog.ofOperators()) {
            for (int i = 0; i < 2000; i++) {
                log.userCodeFailed("listener of " + i, "/", new Exception("failed"));
            }
            log.executorRejects(new Exception("full"));
            assertFalse(lines.with("SIO-0102").isEmpty(), "another code is told");
            now.addAndGet(60_000_000_000L);
            log.userCodeFailed("listener of 1999", "/", new Exception("failed"));
            assertFalse(lines.with("listener of 1999 in").isEmpty(), "room for new names after a minute");
        }
    }
}
