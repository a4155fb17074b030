package io.socketio.jakarta.docs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every Java snippet of the documentation stands, word for word, in a compiled test source; links between the pages lead somewhere. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final List<Path> SNIPPETS = List.of(
            Path.of("src", "test", "java"),
            Path.of("..", "jackson", "src", "test", "java"),
            ROOT.resolve(Path.of("src-it", "arquillian", "src", "test", "java")),
            ROOT.resolve(Path.of("src-it", "spring-boot", "application", "src", "main", "java")));
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void everySnippetIsCompiled() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path folder : SNIPPETS) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> sources.add(plain(text(file))));
            }
        }
        int snippets = 0;
        for (Path page : pages()) {
            Matcher block = JAVA_BLOCK.matcher(text(page));
            while (block.find()) {
                snippets++;
                String snippet = plain(block.group(1));
                assertTrue(
                        sources.stream().anyMatch(source -> source.contains(snippet)),
                        page + " has a snippet that is not compiled:\n" + block.group(1));
            }
        }
        assertTrue(snippets > 0, "no snippet found");
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (Path page : pages()) {
            Matcher link = LINK.matcher(text(page));
            while (link.find()) {
                Path target = page.resolveSibling(link.group(1));
                assertTrue(Files.exists(target), page + " links to " + link.group(1));
            }
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages = Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(ROOT::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
            assertFalse(pages.isEmpty());
            return pages;
        }
    }

    /** Without white space, because the formatter breaks lines where a page does not; and without {@code static}, which nested classes need. */
    private static String plain(String text) {
        return WHITE_SPACE
                .matcher(text.replace("public static class", "public class"))
                .replaceAll("");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
