package io.socketio.jakarta.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The sample's pages in a headless browser, on the WAR as it is deployed. The tests are in {@code src/test/node/browser.test.mjs}. */
class BrowserIT {

    @Test
    void twoPagesTalkAndScreenshotsAreKept() throws Exception {
        Path sample = Path.of(System.getProperty("sample.folder")).normalize();
        assertTrue(
                Files.isDirectory(sample),
                () -> "the sample is not built, " + sample + " is missing: run 'mvn package' in sample-war");
        Path screenshots = Files.createDirectories(
                Container.buildFolder().resolve("screenshots").resolve(Container.name()));
        try (Container.Deployed deployed = Container.chosen().deploy(sample)) {
            new NodeScript("browser.test.mjs")
                    .with("SAMPLE_ADDRESS", deployed.address().toString())
                    .with("SCREENSHOTS", screenshots.toString())
                    .run(11);
        }
        assertTrue(Files.size(screenshots.resolve("chat-anna.png")) > 0, "a screenshot is kept");
    }
}
