package io.socketio.jakarta.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The projects of docs/skeletons as the module src-it/skeletons has built them, deployed as they are; two pages of each greet each other in a headless
 * browser. The tests are in {@code src/test/node/skeleton.test.mjs}.
 */
class SkeletonIT {

    /** The one for Tomcat brings all it needs, and runs on a full server, too. */
    static Stream<String> skeletons() {
        return Container.name().equals("wildfly") ? Stream.of("wildfly", "tomcat") : Stream.of("tomcat");
    }

    @ParameterizedTest
    @MethodSource("skeletons")
    void twoPagesGreetEachOther(String skeleton) throws Exception {
        Path war = Path.of(System.getProperty("skeletons.folder"), skeleton, "target", "greetings")
                .normalize();
        assertTrue(
                Files.isDirectory(war),
                () -> "the skeleton is not built, " + war + " is missing: run 'mvn -pl src-it/skeletons package'");
        try (Container.Deployed deployed = Container.chosen().deploy(war)) {
            new NodeScript("skeleton.test.mjs")
                    .with("SKELETON_ADDRESS", deployed.address().toString())
                    .run(1);
        }
    }
}
