package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What keeps the pages safe must stay true in every file of them. */
class PagesTest {

    private static final Path WEBAPP = Path.of("src/main/webapp");

    @Test
    void noScriptTurnsTextIntoMarkup() throws IOException {
        assertNowhere(
                ".js", "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment");
    }

    @Test
    void noScriptRunsTextAsCode() throws IOException {
        assertNowhere(".js", "\\beval\\b|new Function|javascript:|setTimeout\\(\\s*[\"'`]");
    }

    @Test
    void pagesHaveNeitherInlineScriptNorInlineStyle() throws IOException {
        assertNowhere(".html", "<script(?![^>]*\\bsrc=)|<style|\\bstyle=|\\bon[a-z]+=");
    }

    @Test
    void nothingIsLoadedFromElsewhere() throws IOException {
        assertNowhere(".html", "https?:|(?:src|href)=\"/");
        assertNowhere(".css", "https?:|@import|url\\(");
        assertNowhere(".js", "https?:|from \"[^.]");
    }

    @Test
    void everyFieldHasALabel() throws IOException {
        Pattern input = Pattern.compile("<input[^>]*\\bid=\"([^\"]+)\"");
        int fields = 0;
        for (Path page : files(".html")) {
            String text = Files.readString(page);
            for (Matcher field = input.matcher(text); field.find(); fields++) {
                assertTrue(
                        text.contains("<label") && text.contains("for=\"" + field.group(1) + "\""),
                        page + ": " + field);
            }
        }
        assertEquals(5, fields);
    }

    private static void assertNowhere(String ending, String pattern) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(ending)) {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
            while (matcher.find()) {
                found.add(file + ": " + matcher.group());
            }
        }
        assertEquals(List.of(), found);
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(WEBAPP)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            assertTrue(!found.isEmpty(), "no " + ending + " under " + WEBAPP.toAbsolutePath());
            return found;
        }
    }
}
