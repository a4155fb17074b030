package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {

    @Test
    void lineIsStripped() throws BadInput {
        assertEquals("Ann Lee", Input.line("  Ann Lee\t", "username", 20));
    }

    @Test
    void lineMayHoldAnyScriptAndEmoji() throws BadInput {
        assertEquals("Аня 👩‍👩‍👧 名前", Input.line("Аня 👩‍👩‍👧 名前", "username", 20));
    }

    @Test
    void missingValueIsRefused() {
        assertRefused("username must be a text", () -> Input.line(null, "username", 20));
    }

    @Test
    void valuesOfOtherTypesAreRefused() {
        List<Object> values = List.of(1, 1.5, true, new byte[] {65}, List.of("Ann"), Map.of("length", 3));
        for (@Nullable Object value : values) {
            assertRefused("username must be a text", () -> Input.line(value, "username", 20));
        }
    }

    @Test
    void lengthIsLimitedInclusively() throws BadInput {
        assertEquals("x".repeat(20), Input.line("x".repeat(20), "username", 20));
        assertRefused("username has 21 characters, limit is 20", () -> Input.line("x".repeat(21), "username", 20));
    }

    @Test
    void blankIsEmpty() {
        assertRefused("username is empty", () -> Input.line(" \u3000 ", "username", 20));
        assertRefused("message is empty", () -> Input.text("\n\n", "message", 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\0b", "a\u007Fb", "a\u202Eb", "a\u2066b"})
    void lineWithControlCharacterIsRefused(String line) {
        assertRefused("username contains a control character", () -> Input.line(line, "username", 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "a\uDE00b", "\uDE00\uD83D"})
    void halfASurrogatePairIsRefused(String text) {
        assertRefused("message is not well-formed Unicode", () -> Input.text(text, "message", 20));
    }

    @Test
    void textKeepsItsLinesAndBlanks() throws BadInput {
        assertEquals(" a\n  b ", Input.text(" a\n  b ", "message", 20));
    }

    @Test
    void objectMustBeAnObject() throws BadInput {
        assertEquals(
                "Ann", Input.object(Map.of("username", "Ann"), "connecting").get("username"));
        assertRefused("connecting must be an object", () -> Input.object("Ann", "connecting"));
        assertRefused("connecting must be an object", () -> Input.object(null, "connecting"));
    }

    private static void assertRefused(String message, Executable input) {
        assertEquals(message, assertThrows(BadInput.class, input).getMessage());
    }
}
