package io.socketio.jakarta.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every snippet of the documentation in Java stands in a test, an example or the sample, which the build compiles; every one in JavaScript stands in
 * a script that the tests run; links between the pages lead somewhere.
 */
class DocumentationTest {

    private static final Path ROOT = Path.of("..", "..");
    /** Its own sources do not count: they are no examples. */
    private static final Path LIBRARY = ROOT.resolve("socketio-jakarta");

    private static final Path JAVA_TESTS = Path.of("src", "test", "java");
    private static final Path NODE_TESTS = Path.of("src", "test", "node");
    private static final Set<String> OTHER_FOLDERS = Set.of("target", "node_modules", ".git");

    private static final Path SKELETONS = ROOT.resolve(Path.of("docs", "skeletons"));

    private static final Pattern SCRIPT = Pattern.compile("(?s)<script[^>]*>(.*?)</script>");
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^[ \\t>]*```+[ \\t]*([^\\s`]*)[^\\n]*\\n(.*?)^[ \\t>]*```+[ \\t]*$");
    private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t>]*```");
    private static final Pattern LOOKS_LIKE_CODE = Pattern.compile("(?m)[;{][ \\t]*$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");

    private static final List<Path> FILES = new ArrayList<>();

    @BeforeAll
    static void findFiles() throws IOException {
        FILES.clear();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return OTHER_FOLDERS.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                FILES.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Test
    void everyJavaSnippetIsCompiled() {
        everySnippetStandsIn("java", sources(".java", file -> !file.startsWith(LIBRARY) || contains(file, JAVA_TESTS)));
    }

    @Test
    void everyJavaScriptSnippetIsRun() {
        everySnippetStandsIn("js", sources(".mjs", file -> contains(file, NODE_TESTS)));
    }

    /** A page of a skeleton, which a browser opens, or a script that the tests run. */
    @Test
    void everyScriptOfAPageIsRun() {
        List<String> sources = new ArrayList<>(sources(".mjs", file -> contains(file, NODE_TESTS)));
        sources.addAll(sources(".html", file -> file.startsWith(SKELETONS)));
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            for (Matcher block = BLOCK.matcher(text(page)); block.find(); ) {
                Matcher script = SCRIPT.matcher(block.group(1).equals("html") ? block.group(2) : "");
                while (script.find()) {
                    String code = SourceText.comparable(script.group(1));
                    if (sources.stream().noneMatch(source -> source.contains(code))) {
                        missing.add(page + " has a script that is in no test:\n" + script.group(1));
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void gettingStartedShowsTheFilesOfTheSkeletons() {
        List<String> sources = sources(".xml", file -> file.startsWith(SKELETONS));
        Matcher block = BLOCK.matcher(text(ROOT.resolve("docs").resolve("getting-started.md")));
        int files = 0;
        while (block.find()) {
            if (block.group(1).equals("xml")) {
                files++;
                String xml = SourceText.comparable(block.group(2));
                assertTrue(sources.stream().anyMatch(source -> source.contains(xml)), block.group(2));
            }
        }
        assertTrue(files > 0, "no file found");
    }

    /** A block without a language would pass unseen. */
    @Test
    void everyBlockNamesItsLanguage() {
        for (Path page : pages()) {
            int fences = 0;
            for (Matcher fence = FENCE.matcher(text(page)); fence.find(); ) {
                fences++;
            }
            int blocks = 0;
            for (Matcher block = BLOCK.matcher(text(page)); block.find(); blocks++) {
                String language = block.group(1);
                assertEquals(language.toLowerCase(Locale.ROOT), language, page + ": the name of a language");
                assertFalse(Set.of("javascript", "mjs").contains(language), page + ": name the language js");
                assertFalse(
                        language.isEmpty()
                                && LOOKS_LIKE_CODE.matcher(block.group(2)).find(),
                        page + " has code in a block without a language:\n" + block.group(2));
            }
            assertEquals(fences, 2 * blocks, page + ": fences of code blocks");
        }
    }

    @Test
    void codeInCommentsIsNotCompiled() {
        assertEquals(
                "a(\"//no\");b('\"');", SourceText.comparable("a(\"// no\"); // c();\n /* d();\n e(); */ b('\"');\n"));
    }

    @Test
    void linksLeadSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(text(page));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                String section = link.group(2);
                if (!Files.exists(target)
                        || section != null && !sections(target).contains(section)) {
                    broken.add(page + " links to " + link.group());
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    /** The names by which links find the headings of a page. */
    private static Set<String> sections(Path page) {
        return HEADING.matcher(text(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static void everySnippetStandsIn(String language, List<String> sources) {
        int snippets = 0;
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            Matcher block = BLOCK.matcher(text(page));
            while (block.find()) {
                if (block.group(1).equals(language)) {
                    snippets++;
                    String snippet = SourceText.comparable(block.group(2));
                    if (sources.stream().noneMatch(source -> source.contains(snippet))) {
                        missing.add(page + " has a snippet that is in no test:\n" + block.group(2));
                    }
                }
            }
        }
        assertTrue(snippets > 0, "no snippet found");
        assertEquals(List.of(), missing);
    }

    private static boolean contains(Path file, Path folder) {
        return file.toString().contains(folder.toString());
    }

    private static List<String> sources(String ending, Predicate<Path> isSource) {
        List<String> sources = FILES.stream()
                .filter(file -> file.toString().endsWith(ending) && isSource.test(file))
                .map(file -> SourceText.comparable(text(file)))
                .toList();
        assertFalse(sources.isEmpty(), "no sources that end in " + ending);
        return sources;
    }

    private static List<Path> pages() {
        List<Path> pages =
                FILES.stream().filter(file -> file.toString().endsWith(".md")).toList();
        for (String page : List.of("README.md", "docs/guide-api.md", "sample-war/README.md")) {
            assertTrue(pages.contains(ROOT.resolve(page)), page);
        }
        return pages;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
