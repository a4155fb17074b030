package io.socketio.jakarta.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.log.Loggers;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/messages.md has all warnings and all loggers, and none that is not there. */
class MessagesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path PAGE = ROOT.resolve(Path.of("docs", "messages.md"));
    private static final Pattern CODE = Pattern.compile("SIO-\\d{4}");
    private static final Pattern WITHOUT_CODE =
            Pattern.compile("Level\\.WARNING,\\s*(?:\\(\\)\\s*->\\s*)?\"(?!SIO-\\d{4} )");
    private static final Pattern LOGGER = Pattern.compile("(?m)^\\| `(io\\.socketio\\.jakarta\\.\\w+)` \\|");

    private static List<String> sources() throws IOException {
        List<String> texts = new ArrayList<>();
        String main = Path.of("src", "main", "java").toString();
        try (Stream<Path> files = Files.walk(ROOT.resolve("socketio-jakarta"))) {
            List<Path> sources = files.filter(each ->
                            each.toString().contains(main) && each.toString().endsWith(".java"))
                    .toList();
            for (Path each : sources) {
                texts.add(Files.readString(each));
            }
        }
        assertFalse(texts.isEmpty());
        return texts;
    }

    private static Set<String> found(Pattern pattern, int group, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyCodeHasItsCauseAndItsCure() throws IOException {
        Set<String> inSources = new TreeSet<>();
        for (String source : sources()) {
            inSources.addAll(found(CODE, 0, source));
        }
        Set<String> onPage = new TreeSet<>();
        for (String section : Files.readString(PAGE).split("(?m)^### ")) {
            Matcher code = CODE.matcher(section);
            if (code.lookingAt()) {
                assertTrue(onPage.add(code.group()), code.group() + " is there twice");
                assertTrue(section.contains("\n**Cause.** "), code.group() + " has no cause");
                assertTrue(section.contains("\n**Cure.** "), code.group() + " has no cure");
            }
        }
        assertEquals(inSources, onPage);
    }

    @Test
    void everyWarningHasACode() throws IOException {
        for (String source : sources()) {
            Matcher bare = WITHOUT_CODE.matcher(source);
            assertFalse(
                    bare.find(), () -> "a WARNING without a code: " + source.substring(bare.start(), bare.end() + 40));
        }
    }

    @Test
    void everyLoggerIsListed() throws Exception {
        Set<String> names = new TreeSet<>();
        for (Field field : Loggers.class.getFields()) {
            names.add(((System.Logger) field.get(null)).getName());
        }
        assertEquals(names, found(LOGGER, 1, Files.readString(PAGE)));
    }
}
