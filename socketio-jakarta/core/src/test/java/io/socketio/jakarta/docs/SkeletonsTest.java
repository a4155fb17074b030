package io.socketio.jakarta.docs;

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

/** The projects to copy are what the documentation says of them. That they work is tested in src-it/skeletons and src-it/conformance. */
class SkeletonsTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path SKELETONS = ROOT.resolve(Path.of("docs", "skeletons"));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:java|xml|html)\\n(.*?)^```");
    private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");
    /** The artifact of the pom itself stands below its parent. */
    private static final Pattern ARTIFACT =
            Pattern.compile("(?s)</parent>\\s*(?:<groupId>.*?</groupId>\\s*)?<artifactId>(.*?)</artifactId>");

    @Test
    void gettingStartedShowsFilesOfTheSkeletons() throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(SKELETONS)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.add(Files.readString(file));
            }
        }
        Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve(Path.of("docs", "getting-started.md"))));
        int blocks = 0;
        while (block.find()) {
            blocks++;
            String snippet = block.group(1);
            assertTrue(
                    files.stream().anyMatch(file -> file.contains(snippet)),
                    "docs/getting-started.md shows what stands in no skeleton:\n" + snippet);
        }
        assertTrue(blocks >= 5, blocks + " blocks found");
    }

    @Test
    void skeletonsOfServersAreOneApplication() throws IOException {
        for (String file : List.of("java/com/example/greetings/Greetings.java", "webapp/index.html")) {
            assertEquals(
                    Files.readString(SKELETONS.resolve("wildfly/src/main/" + file)),
                    Files.readString(SKELETONS.resolve("tomcat/src/main/" + file)),
                    file);
        }
    }

    @Test
    void billOfMaterialsNamesEveryArtifactOfTheLibrary() throws IOException {
        Path library = ROOT.resolve("socketio-jakarta");
        String bom = Files.readString(library.resolve("bom/pom.xml"));
        Matcher module = MODULE.matcher(Files.readString(library.resolve("pom.xml")));
        while (module.find()) {
            if (!module.group(1).equals("bom")) {
                Matcher artifact = ARTIFACT.matcher(
                        Files.readString(library.resolve(module.group(1)).resolve("pom.xml")));
                assertTrue(artifact.find(), module.group(1) + "/pom.xml has no artifactId");
                assertTrue(
                        bom.contains("<artifactId>" + artifact.group(1) + "</artifactId>"),
                        "bom/pom.xml does not name " + artifact.group(1));
            }
        }
    }
}
