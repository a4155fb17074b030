package io.socketio.jakarta.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The site of the documentation, as src-it/site makes it, in a headless browser. The tests are in {@code src/test/node/site.test.mjs}. */
class SiteIT {

    @Test
    void isReadableOnAPhoneAndInTheDarkAndCanBeSearched() throws Exception {
        Path site = Path.of(System.getProperty("site.folder")).normalize();
        assertTrue(
                Files.isDirectory(site),
                () -> "the site is not built, " + site + " is missing: run 'mvn -pl src-it/site package'");
        new NodeScript("site.test.mjs")
                .with("SITE", site.toString())
                .with(
                        "SCREENSHOTS",
                        Container.buildFolder().resolve("screenshots").toString())
                .run(7);
    }
}
