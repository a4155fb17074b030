package io.socketio.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The size of rooms: a reader finds the place of a change within a minute. */
class StructureTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final int MOST_FILES = 30;
    private static final int MOST_LINES = 300;

    @Test
    void noFileIsLongerThan300Lines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : files()) {
            try (Stream<String> lines = Files.lines(file)) {
                long count = lines.count();
                if (count > MOST_LINES) {
                    tooLong.add(file + ": " + count);
                }
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void packagesAreSmallAndNameTheirPurpose() throws IOException {
        Map<Path, Integer> sizes = new TreeMap<>();
        files().forEach(file -> sizes.merge(file.getParent(), 1, Integer::sum));
        assertFalse(sizes.isEmpty());
        List<String> wrong = new ArrayList<>();
        sizes.forEach((folder, size) -> {
            if (size > MOST_FILES) {
                wrong.add(folder + " has " + size + " files");
            }
            if (!Files.exists(folder.resolve("package-info.java"))) {
                wrong.add(folder + " has no package-info.java");
            }
        });
        assertEquals(List.of(), wrong);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(each -> each.toString().endsWith(".java")).toList();
        }
    }
}
