package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a line and for a text, with the validator of the WAR. */
class ConstraintsTest {

    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();

    private final Validator validator = FACTORY.getValidator();

    record Input(
            @Line(max = 20) @Nullable String line,
            @Text(max = 20) @Nullable String text) {}

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann", "  Ann Lee ", "Аня 👩‍👩‍👧 名前", "xxxxxxxxxxxxxxxxxxxx", "'\"<b>&amp;${7*7}"})
    void ordinaryLinesPass(String line) {
        assertEquals(List.of(), problems(new Input(line, line)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \u3000 ",
                "xxxxxxxxxxxxxxxxxxxxx",
                "a\nb",
                "a\0b",
                "a\u007Fb",
                "a\u0085b",
                "a\u202Eb",
                "a\u2066b",
                "\uD83D",
                "a\uDE00b",
                "\uDE00\uD83D"
            })
    void otherLinesAreRefused(String line) {
        assertEquals(List.of("line must be one line of 1 to 20 characters"), problems(new Input(line, null)));
    }

    @Test
    void textMayHaveLines() {
        assertEquals(List.of(), problems(new Input(null, " a\n  b ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "xxxxxxxxxxxxxxxxxxxxx", "\uD83D", "a\uDE00b", "\uDE00\uD83D"})
    void otherTextsAreRefused(String text) {
        assertEquals(List.of("text must be a text of 1 to 20 characters"), problems(new Input(null, text)));
    }

    @Test
    void hugeTextsAreRefusedWithoutMuchWork() {
        for (String part : List.of(" ", "x", "\n", "👩", " x")) {
            String huge = part.repeat(1_000_000 / part.length()) + "\uD83D";
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertEquals(2, problems(new Input(huge, huge)).size()));
        }
    }

    private List<String> problems(Input input) {
        return validator.validate(input).stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .sorted()
                .toList();
    }
}
